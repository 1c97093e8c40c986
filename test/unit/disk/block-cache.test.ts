import assert from 'node:assert/strict';
import { BlockCache } from '../../../src/disk/block-cache.ts';
import { readerOf, type Reader } from '../../../src/disk/reader.ts';

/** The larger of the two that there are. */
const blockBytes = 256 * 1024;
const file = Uint8Array.from({ length: 20 * blockBytes + 1000 }, (_, at) => (at * 31 + (at >> 8)) & 0xff);

/** A reader that counts what was read of it, and gives memory that was lent where there is some. */
function counted() {
	const inner = readerOf(file);
	let bytes = 0;
	const reader: Reader = {
		size: file.length,
		read(offset, length, into) {
			const read = inner.read(offset, length);
			bytes += read.length;
			if (into === undefined) {
				return read.slice();
			}
			into.set(read);
			return into.subarray(0, read.length);
		},
	};
	return { reader, bytes: () => bytes };
}

for (const reuse of [false, true]) {
	describe(`a file read by blocks${reuse ? ', in memory that is used again' : ''}`, () => {
		it('is read once, whatever lies across the end of a block', () => {
			const { reader, bytes } = counted();
			const cache = new BlockCache(reader, reuse);
			const length = 36 * 1024;
			for (let at = 0; at + length <= file.length; at += length) {
				// As a page is read: first what says how long it is.
				assert.deepEqual(cache.read(at, 16), file.subarray(at, at + 16));
				assert.deepEqual(cache.read(at, length), file.subarray(at, at + length));
			}
			assert.ok(bytes() <= file.length, `${bytes()} of ${file.length} bytes`);
		});

		it('ends where the file ends', () => {
			const cache = new BlockCache(counted().reader, reuse);
			const at = 20 * blockBytes - 500;
			assert.deepEqual(cache.read(at, 10_000), file.subarray(at));
			assert.deepEqual(cache.read(file.length - 10, 100), file.subarray(file.length - 10));
			assert.equal(cache.read(file.length + blockBytes, 100).length, 0);
		});

		it('gives what is longer than a block too', () => {
			const cache = new BlockCache(counted().reader, reuse);
			assert.deepEqual(cache.read(100, 3 * blockBytes), file.subarray(100, 100 + 3 * blockBytes));
		});
	});
}
