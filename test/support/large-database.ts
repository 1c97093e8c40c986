import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { revisionKey } from '../../src/disk/mvcc-revision.ts';
import { pageBytes, sumOfMeta } from './disk-fixture.ts';
import { protoBytes } from './protobuf-bytes.ts';

const elementBytes = 16;
const headerBytes = 16;
const elementsInBranch = 100;

/** Pages with values of zeros behind them, which a file system need not keep: as large as wished, and made in a moment. */
class SparseDatabase {
	readonly #file: number;
	#next = 2;

	constructor(path: string) {
		this.#file = openSync(path, 'w');
	}

	/** Writes a page and gives its number; `tail` bytes of zeros follow what is given. */
	page(kind: 'branch' | 'leaf', count: number, content: Uint8Array, tail = 0): number {
		const id = this.#next;
		const pages = Math.ceil((headerBytes + content.length + tail) / pageBytes);
		const header = Buffer.alloc(headerBytes);
		header.writeBigUInt64LE(BigInt(id), 0);
		header.writeUInt16LE(kind === 'branch' ? 1 : 2, 8);
		header.writeUInt16LE(count, 10);
		header.writeUInt32LE(pages - 1, 12);
		writeSync(this.#file, Buffer.concat([header, content]), 0, undefined, id * pageBytes);
		this.#next += pages;
		return id;
	}

	close(root: number): void {
		for (const page of [0, 1]) {
			const bytes = Buffer.alloc(pageBytes);
			bytes.writeBigUInt64LE(BigInt(page), 0);
			bytes.writeUInt16LE(4, 8);
			const meta = bytes.subarray(headerBytes, headerBytes + 64);
			meta.writeUInt32LE(0xed0cdaed, 0);
			meta.writeUInt32LE(2, 4);
			meta.writeUInt32LE(pageBytes, 8);
			meta.writeBigUInt64LE(BigInt(root), 16);
			meta.writeBigUInt64LE(0xffff_ffff_ffff_ffffn, 32);
			meta.writeBigUInt64LE(BigInt(this.#next), 40);
			meta.writeBigUInt64LE(BigInt(7 + page), 48);
			meta.writeBigUInt64LE(sumOfMeta(meta), 56);
			writeSync(this.#file, bytes, 0, undefined, page * pageBytes);
		}
		ftruncateSync(this.#file, this.#next * pageBytes);
		closeSync(this.#file);
	}
}

/** A leaf of one element whose value goes on as zeros. */
function leafContent(key: Uint8Array, value: Uint8Array, valueBytes: number, isBucket = false): Uint8Array {
	const element = Buffer.alloc(elementBytes);
	element.writeUInt32LE(isBucket ? 1 : 0, 0);
	element.writeUInt32LE(elementBytes, 4);
	element.writeUInt32LE(key.length, 8);
	element.writeUInt32LE(valueBytes, 12);
	return Buffer.concat([element, key, value]);
}

function branchContent(children: readonly { readonly key: Uint8Array; readonly page: number }[]): Uint8Array {
	const elements = children.map(({ key, page }, index) => {
		const element = Buffer.alloc(elementBytes);
		const before = children.slice(0, index).reduce((sum, each) => sum + each.key.length, 0);
		element.writeUInt32LE((children.length - index) * elementBytes + before, 0);
		element.writeUInt32LE(key.length, 4);
		element.writeBigUInt64LE(BigInt(page), 8);
		return element;
	});
	return Buffer.concat([...elements, ...children.map(({ key }) => key)]);
}

/** `keys` keys below `/registry/things/`, each with a value of `valueBytes` zeros, written as revisions from 2 on. */
export function writeLargeDatabase(path: string, keys: number, valueBytes: number): void {
	const database = new SparseDatabase(path);
	let level = Array.from({ length: keys }, (_, index) => {
		const key = revisionKey({ main: index + 2, sub: 0, isTombstone: false });
		const name = `/registry/things/default/thing-${String(index).padStart(6, '0')}`;
		const pair = protoBytes([1, name], [2, index + 2], [3, index + 2], [4, 1]);
		const field = Buffer.concat([pair, Buffer.from([(5 << 3) | 2]), varint(valueBytes)]);
		return { key, page: database.page('leaf', 1, leafContent(key, field, field.length + valueBytes), valueBytes) };
	});
	while (level.length > 1) {
		const parts = Array.from({ length: Math.ceil(level.length / elementsInBranch) }, (_, index) =>
			level.slice(index * elementsInBranch, (index + 1) * elementsInBranch),
		);
		level = parts.map(part => ({
			key: part[0]?.key ?? new Uint8Array(),
			page: database.page('branch', part.length, branchContent(part)),
		}));
	}
	const bucket = Buffer.alloc(16);
	bucket.writeBigUInt64LE(BigInt(level[0]?.page ?? 0), 0);
	database.close(database.page('leaf', 1, leafContent(Buffer.from('key'), bucket, bucket.length, true)));
}

function varint(value: number): Uint8Array {
	const bytes: number[] = [];
	let rest = value;
	for (; rest >= 128; rest = Math.floor(rest / 128)) {
		bytes.push((rest % 128) | 128);
	}
	return Uint8Array.from([...bytes, rest]);
}
