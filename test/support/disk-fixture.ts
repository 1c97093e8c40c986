import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'fixtures', 'disk');

/** Of files made by etcd 3.6: `db`, the one that ends with `.wal`, the one that ends with `.snap`. The bytes are the caller's. */
export function diskFixture(ending: 'db' | '.wal' | '.snap'): Buffer {
	const name = readdirSync(folder).find(each => each.endsWith(ending));
	if (name === undefined) {
		throw new Error(`No fixture ends with ${ending}.`);
	}
	return readFileSync(join(folder, name));
}

export const pageBytes = 4096;

/** Changes the current meta page of a database, and its checksum with it. */
export function patchMeta(database: Buffer, change: (meta: Buffer) => void): Buffer {
	const txid = (page: number) => database.readBigUInt64LE(page * pageBytes + 16 + 48);
	const start = (txid(0) > txid(1) ? 0 : 1) * pageBytes + 16;
	const meta = database.subarray(start, start + 64);
	change(meta);
	meta.writeBigUInt64LE(sumOfMeta(meta), 56);
	return database;
}

/** The checksum of a meta page, of all that stands before it. */
export function sumOfMeta(meta: Uint8Array): bigint {
	let sum = 0xcbf29ce484222325n;
	for (const byte of meta.subarray(0, 56)) {
		sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
	}
	return sum;
}
