import { u64be, viewOf } from './integers.ts';

/** A revision: transaction and the change within it. */
export interface Revision {
	readonly main: number;
	readonly sub: number;
	readonly isTombstone: boolean;
}

export const revisionBytes = 17;
const separator = '_'.charCodeAt(0);
const tombstoneMark = 't'.charCodeAt(0);

/** The key of the bucket `key`: 8 bytes, `_`, 8 bytes, and `t` for a deletion. Undefined when it is anything else. */
export function revisionOf(bytes: Uint8Array): Revision | undefined {
	const isTombstone = bytes.length === revisionBytes + 1 && bytes[revisionBytes] === tombstoneMark;
	if (bytes.length !== revisionBytes && !isTombstone) {
		return undefined;
	}
	const view = viewOf(bytes);
	return { main: u64be(view, 0), sub: u64be(view, 9), isTombstone };
}

/** The key under which a change is stored. */
export function revisionKey({ main, sub, isTombstone }: Revision): Uint8Array {
	const bytes = new Uint8Array(isTombstone ? revisionBytes + 1 : revisionBytes);
	const view = viewOf(bytes);
	view.setBigUint64(0, BigInt(main));
	bytes[8] = separator;
	view.setBigUint64(9, BigInt(sub));
	if (isTombstone) {
		bytes[revisionBytes] = tombstoneMark;
	}
	return bytes;
}
