import assert from 'node:assert/strict';
import { checkStructure, type Structure } from '../../../src/disk/bbolt-check.ts';
import { pageMap } from '../../../src/disk/bbolt-page-map.ts';
import { openDatabase, type Database } from '../../../src/disk/database.ts';
import { DamageLog } from '../../../src/disk/damage.ts';
import { metaOf } from '../../../src/disk/meta-bucket.ts';
import { readerOf } from '../../../src/disk/reader.ts';
import { diskFixture, pageBytes, patchMeta } from '../../support/disk-fixture.ts';

function open(bytes: Uint8Array): Database {
	const database = openDatabase(readerOf(bytes));
	assert.ok(database);
	return database;
}

function check(bytes: Uint8Array): Structure & { readonly damages: readonly string[] } {
	const database = open(bytes);
	const structure = finish(checkStructure(database.pages));
	return { ...structure, damages: database.damages.kept.map(({ page, message }) => `${page}: ${message}`) };
}

function finish<T>(work: Generator<unknown, T>): T {
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) {
			return step.value;
		}
	}
}

/** The page whose number in the map has that kind; the fixture has one branch and several leaves. */
function pageOf(bytes: Uint8Array, kind: string, nth = 0): number {
	const page = [...finish(pageMap(open(bytes).pages)).rows()].filter(row => row.kind === kind)[nth];
	assert.ok(page);
	return page.id;
}

/** Appends a freelist, as bbolt writes it outside etcd. */
function withFreelist(bytes: Buffer, ids: readonly number[]): Buffer {
	const page = Buffer.alloc(pageBytes);
	const id = bytes.length / pageBytes;
	page.writeBigUInt64LE(BigInt(id), 0);
	page.writeUInt16LE(0x10, 8);
	page.writeUInt16LE(ids.length, 10);
	ids.forEach((free, index) => page.writeBigUInt64LE(BigInt(free), 16 + index * 8));
	return patchMeta(Buffer.concat([bytes, page]), meta => {
		meta.writeBigUInt64LE(BigInt(id), 32);
		meta.writeBigUInt64LE(BigInt(id + 1), 40);
	});
}

describe('a bbolt file', () => {
	it('is whole as etcd left it, without a list of free pages', () => {
		const { damages, isFreelistSynced, pages, reachable, free } = check(diskFixture('db'));
		assert.deepEqual(damages, []);
		assert.equal(isFreelistSynced, false);
		assert.deepEqual([pages, reachable, free], [18, 8, 10]);
	});

	it('is read by the older meta page when the newer is damaged', () => {
		const bytes = diskFixture('db');
		const { txid, page } = open(bytes).pages.meta;
		bytes[page * pageBytes + 40] = 0xff;
		const damages = new DamageLog();
		const database = openDatabase(readerOf(bytes), damages);
		assert.equal(database?.pages.meta.txid, txid - 1);
		assert.deepEqual(damages.kept, [
			{ page, offset: page * pageBytes, message: `The checksum of the meta page ${page} is wrong.` },
		]);
	});

	it('is not taken for one when neither meta page is whole', () => {
		const damages = new DamageLog();
		assert.equal(openDatabase(readerOf(Buffer.from('apiVersion: v1\n')), damages), undefined);
		assert.equal(damages.count, 2);
	});

	it('may have a list of free pages, which is held against the pages in use', () => {
		const bytes = diskFixture('db');
		const free = [...finish(pageMap(open(bytes).pages)).rows()]
			.filter(({ kind }) => kind === 'free')
			.map(({ id }) => id);
		const good = check(withFreelist(bytes, free));
		assert.deepEqual(good.damages, []);
		assert.deepEqual([good.free, good.isFreelistSynced], [10, true]);
		const leaf = pageOf(bytes, 'leaf');
		const [lost = 0, ...others] = free;
		assert.deepEqual(check(withFreelist(bytes, [...others, leaf, others[0] ?? 0, 999])).damages, [
			`${leaf}: The page is both free and used.`,
			`${others[0]}: The page is in the list of free pages twice.`,
			'18: Page 999 is in the list of free pages and does not exist.',
			`${lost}: The page is neither free nor used.`,
		]);
	});

	it('that leads back to itself is read once and no further', () => {
		const bytes = diskFixture('db');
		const branch = pageOf(bytes, 'branch');
		bytes.writeBigUInt64LE(BigInt(branch), branch * pageBytes + 16 + 8);
		assert.deepEqual(check(bytes).damages, [
			`${branch}: The page is used twice, by itself or as the overflow of another; page ${branch} refers to it.`,
		]);
	});

	it('with a page of the wrong kind tells which, and the rest is read', () => {
		const bytes = diskFixture('db');
		const whole = [...open(bytes).entries('key')].length;
		const branch = pageOf(bytes, 'branch');
		const leaf = Number(bytes.readBigUInt64LE(branch * pageBytes + 16 + 8));
		bytes.writeUInt16LE(0x10, leaf * pageBytes + 8);
		const database = open(bytes);
		const left = [...database.entries('key')].length;
		assert.ok(left > 0 && left < whole, `${left} of ${whole}`);
		assert.deepEqual(database.damages.kept, [
			{
				page: leaf,
				offset: leaf * pageBytes,
				message: `The page is of the kind "freelist" where page ${branch} needs branch/leaf.`,
			},
		]);
		assert.equal(metaOf(database).storageVersion, '3.6.0');
	});

	it('with keys out of order tells where', () => {
		const bytes = diskFixture('db');
		const branch = pageOf(bytes, 'branch');
		const leaf = Number(bytes.readBigUInt64LE(branch * pageBytes + 16 + 8));
		const first = leaf * pageBytes + 16;
		bytes.writeUInt8(0xff, first + bytes.readUInt32LE(first + 4));
		assert.ok(check(bytes).damages.includes(`${leaf}: The keys are out of order at element 1.`));
	});

	it('that claims to go on for gigabytes is not believed', () => {
		const bytes = diskFixture('db');
		const size = 8 * 2 ** 30;
		patchMeta(bytes, meta => meta.writeBigUInt64LE(BigInt(size / pageBytes), 40));
		const leaf = pageOf(bytes, 'leaf');
		bytes.writeUInt32LE(1_000_000, leaf * pageBytes + 12);
		let largest = 0;
		const database = openDatabase({
			size,
			read(offset, length) {
				largest = Math.max(largest, length);
				const read = Buffer.alloc(length);
				bytes.copy(read, 0, offset, offset + length);
				return read;
			},
		});
		assert.ok(database);
		assert.ok([...database.buckets()].length >= 0);
		assert.ok([...database.entries('key')].length >= 0);
		assert.ok(largest <= 64 * 1024, `${largest} bytes at once`);
		assert.ok(database.damages.kept.some(({ message }) => message.includes('1000000 overflow pages')));
	});

	it('that ends early tells what is missing', () => {
		const bytes = diskFixture('db');
		const { damages } = check(bytes.subarray(0, 12 * pageBytes));
		assert.ok(damages.includes('12: The file ends here: it has 12 pages of 18.'), damages.join('\n'));
	});
});
