import assert from 'node:assert/strict';
import { CommitWindow } from '../../../src/disk/commit-window.ts';

const entry = (index: number, term = 1) => ({
	type: 'normal' as const,
	index,
	term,
	dataBytes: 3,
	request: { kind: 'put', fields: {}, keys: [new TextEncoder().encode(`key${index}`)] },
});

describe('the end of a log that is not known to be committed', () => {
	it('is what stands behind the last commit, without what was replaced', () => {
		const window = new CommitWindow();
		[1, 2, 3].forEach(index => window.add(entry(index)));
		window.commit(2);
		[4, 5].forEach(index => window.add(entry(index)));
		window.add(entry(4, 2));
		assert.deepEqual(
			window.behind(2).map(({ index, term }) => [index, term]),
			[
				[3, 1],
				[4, 2],
			],
		);
		assert.deepEqual(
			window.behind(3).map(({ index }) => index),
			[4],
		);
	});

	it('keeps copies of the keys, a few of each entry', () => {
		const window = new CommitWindow();
		const key = new Uint8Array(5000).fill(65);
		window.add({ ...entry(1), request: { kind: 'txn', fields: {}, keys: Array.from({ length: 100 }, () => key) } });
		key.fill(66);
		const [kept] = window.behind(0);
		assert.deepEqual([kept?.keys.length, kept?.keys[0]?.length, kept?.keys[0]?.[0]], [16, 1024, 65]);
	});

	it('holds no more than ten thousand, whatever a log claims', () => {
		const window = new CommitWindow();
		for (let index = 1; index <= 12_000; index++) {
			window.add(entry(index));
		}
		assert.equal(window.behind(0).length, 10_000);
	});
});
