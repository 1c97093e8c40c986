import { pageBytes, sumOfMeta } from './disk-fixture.ts';

const headerBytes = 16;
const elementBytes = 16;

/**
 * The same database some transactions later: every page was written anew behind the last, and nothing is left of the old
 * ones. As bbolt writes, but all at once.
 */
export function relocated(bytes: Buffer): Buffer {
	const pages = bytes.length / pageBytes;
	const moved = Buffer.concat([bytes, bytes.subarray(2 * pageBytes)]);
	moved.fill(0xff, 2 * pageBytes, bytes.length);
	for (let id = pages; id < moved.length / pageBytes;) {
		const page = moved.subarray(id * pageBytes);
		movePage(page, id, pages - 2);
		id += page.readUInt32LE(12) + 1;
	}
	const txids = [0, 1].map(page => bytes.readBigUInt64LE(page * pageBytes + 64));
	const newest = txids.indexOf(txids.reduce((a, b) => (a > b ? a : b)));
	const meta = moved.subarray((1 - newest) * pageBytes + 16, (1 - newest) * pageBytes + 80);
	bytes.copy(meta, 0, newest * pageBytes + 16, newest * pageBytes + 80);
	meta.writeBigUInt64LE(meta.readBigUInt64LE(16) + BigInt(pages - 2), 16);
	meta.writeBigUInt64LE(BigInt(moved.length / pageBytes), 40);
	meta.writeBigUInt64LE(meta.readBigUInt64LE(48) + 1n, 48);
	meta.writeBigUInt64LE(sumOfMeta(meta), 56);
	return moved;
}

/** Its own number, and those of the pages that it refers to. */
function movePage(page: Buffer, id: number, by: number): void {
	page.writeBigUInt64LE(BigInt(id), 0);
	const isBranch = page.readUInt16LE(8) === 1;
	for (let at = headerBytes; at < headerBytes + page.readUInt16LE(10) * elementBytes; at += elementBytes) {
		if (isBranch) {
			page.writeBigUInt64LE(page.readBigUInt64LE(at + 8) + BigInt(by), at + 8);
		} else if (page.readUInt32LE(at) === 1) {
			moveBucket(page, at + page.readUInt32LE(at + 4) + page.readUInt32LE(at + 8), by);
		}
	}
}

/** 0 where the bucket lies in the page itself. */
function moveBucket(page: Buffer, root: number, by: number): void {
	if (page.readBigUInt64LE(root) !== 0n) {
		page.writeBigUInt64LE(page.readBigUInt64LE(root) + BigInt(by), root);
	}
}
