import assert from 'node:assert/strict';
import { fuzzDisk } from './disk.ts';

describe('damaged databases, logs and snapshots', function () {
	this.timeout(120_000);

	it('are read to the end, whatever is wrong with them, in bounded time and memory', () => {
		const before = process.memoryUsage().rss;
		const { noticed, largestReadBytes } = fuzzDisk(10_000, Date.now() % 1_000_000);
		assert.ok(noticed > 5000, `${noticed} of 10000 were seen to be damaged`);
		assert.ok(largestReadBytes <= 128 * 1024, `${largestReadBytes} bytes were asked for at once`);
		const grown = process.memoryUsage().rss - before;
		assert.ok(grown < 256 * 2 ** 20, `memory grew by ${grown} bytes`);
	});
});
