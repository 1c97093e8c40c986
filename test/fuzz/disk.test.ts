import assert from 'node:assert/strict';
import { fuzzRuns } from '../support/fuzz-runs.ts';
import { fuzzDisk } from './disk.ts';

describe('damaged databases, logs and snapshots', function () {
	this.timeout(3_600_000);

	it('are read to the end, whatever is wrong with them, in bounded time and memory', () => {
		const before = process.memoryUsage().rss;
		const { numRuns, seed = Date.now() % 1_000_000 } = fuzzRuns(100_000);
		const { noticed, largestReadBytes } = fuzzDisk(numRuns, seed);
		assert.ok(noticed > numRuns / 2, `${noticed} of ${numRuns} were seen to be damaged (seed ${seed})`);
		assert.ok(largestReadBytes <= 128 * 1024, `${largestReadBytes} bytes were asked for at once`);
		const grown = process.memoryUsage().rss - before;
		assert.ok(grown < 256 * 2 ** 20, `memory grew by ${grown} bytes`);
	});
});
