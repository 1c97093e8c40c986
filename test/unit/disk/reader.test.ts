import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFile } from '../../../src/adapters/files/reader.ts';
import { BlockCache } from '../../../src/disk/block-cache.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

describe('a file open for reading', () => {
	const dir = makeTempDir('reader');
	const path = join(dir, 'file');
	const bytes = Uint8Array.from({ length: 10 * 2 ** 20 + 123 }, (_, at) => (at * 7 + (at >>> 16)) & 255);

	before(() => writeFileSync(path, bytes));
	after(() => removeTempDir(dir));

	it('gives the same by blocks, with memory of its own and with memory used again', () => {
		const file = openFile(path);
		const caches = [new BlockCache(file), new BlockCache(file, true)];
		for (let round = 0; round < 2000; round++) {
			const offset = (round * 7_654_321) % bytes.length;
			const length = round % 10 === 0 ? 200_000 : 4096;
			for (const cache of caches) {
				assert.deepEqual(Buffer.compare(cache.read(offset, length), bytes.subarray(offset, offset + length)), 0);
			}
		}
		file.close();
	});

	it('is none when it is a pipe that nobody writes to, or a folder', function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		const pipe = join(dir, 'pipe');
		execFileSync('mkfifo', [pipe]);
		assert.throws(() => openFile(pipe), /pipe is not a regular file/);
		assert.throws(() => openFile(dir), /is not a regular file/);
		assert.throws(() => openFile(join(dir, 'none')), /cannot be read: ENOENT/);
	});
});
