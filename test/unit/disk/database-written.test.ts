import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DamageLog } from '../../../src/disk/damage.ts';
import { openDatabase } from '../../../src/disk/database.ts';
import { revisionKey } from '../../../src/disk/mvcc-revision.ts';
import { readerOf, type Reader } from '../../../src/disk/reader.ts';
import { diskFixture } from '../../support/disk-fixture.ts';
import { writeLargeDatabase } from '../../support/large-database.ts';
import { relocated } from '../../support/relocated-database.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

/** A file that another writes: after so many readings it is another. The bytes read are copies, as of a real file. */
function writtenAfter(readings: number, before: Buffer, after: Buffer): Reader {
	let read = 0;
	const now = () => (read > readings ? after : before);
	return {
		get size() {
			return now().length;
		},
		read(offset, length) {
			read++;
			return new Uint8Array(now().subarray(offset, offset + length));
		},
	};
}

const small = diskFixture('db');

function entriesOf(reader: Reader, follow: boolean, reverse = false) {
	const database = openDatabase(reader, new DamageLog(), { follow });
	assert.ok(database);
	const keys = Array.from(database.entries('key', { reverse }), ({ key, value }) => Buffer.concat([key, value]));
	return { keys, damages: database.damages.kept, isMixed: database.isMixed() };
}

describe('a database that is written while it is read', () => {
	const dir = makeTempDir('written');
	/** More than reading all of it takes. */
	const readings = 80;
	let original: Buffer;
	let later: Buffer;
	let keys: Buffer[];

	before(() => {
		const path = join(dir, 'db');
		// Of many blocks, so that there is something left to be read.
		writeLargeDatabase(path, 400, 3000);
		original = readFileSync(path);
		later = relocated(original);
		keys = entriesOf(readerOf(original), false).keys;
	});
	after(() => removeTempDir(dir));

	it('is read on in its newest transaction, from either end', () => {
		for (let at = 4; at < readings; at++) {
			for (const reverse of [false, true]) {
				const seen = entriesOf(writtenAfter(at, original, later), true, reverse);
				assert.deepEqual(seen.keys, reverse ? keys.toReversed() : keys, `after ${at} readings`);
				assert.deepEqual([seen.damages, seen.isMixed], [[], false]);
			}
		}
	});

	it('tells that it was written where it is not followed', () => {
		const torn = Array.from({ length: readings }, (_, at) => entriesOf(writtenAfter(at, original, later), false));
		assert.ok(torn.some(({ damages }) => damages.length > 0));
		assert.ok(torn.every(({ damages, isMixed }) => damages.length === 0 || isMixed));
	});

	it('tells of a compaction meanwhile, which takes away what was still to be read', () => {
		const compacted = relocated(small);
		const mark = Buffer.from('scheduledCompactRev');
		const at = compacted.lastIndexOf(mark) + mark.length;
		compacted.writeUInt8(99, at + 7);
		const seen = Array.from({ length: 20 }, (_, round) => entriesOf(writtenAfter(round + 4, small, compacted), true));
		assert.ok(seen.some(({ isMixed }) => isMixed));
	});

	it('finds a change by its revision', () => {
		for (let at = 4; at < 30; at++) {
			const reader = writtenAfter(at, original, later);
			const database = openDatabase(reader, new DamageLog(), { follow: true });
			const value = database?.value('key', revisionKey({ main: 390, sub: 0, isTombstone: false }));
			assert.ok(
				keys.some(each => value && each.indexOf(value) > 0),
				`after ${at} readings`,
			);
		}
	});

	it('is given up where it is written faster than it can be read', () => {
		let txid = 1000n;
		const busy: Reader = {
			size: original.length,
			read(offset, length) {
				const bytes = Buffer.from(original.subarray(offset, offset + length));
				if (length === 8) {
					bytes.writeBigUInt64LE(txid++, 0);
				}
				return bytes;
			},
		};
		const seen = entriesOf(busy, true);
		assert.deepEqual(seen.keys, keys);
	});
});
