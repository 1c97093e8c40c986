import { leaseIdOf } from './lease-id.ts';

/** One stored change of a key, as `mvccpb.KeyValue` has it. Bytes are views into the page: copy what is kept. */
export interface KeyValue {
	readonly key: Uint8Array;
	readonly value: Uint8Array;
	readonly createRevision: number;
	readonly modRevision: number;
	readonly version: number;
	/** As `leaseIdOf` gives it; undefined without a lease. */
	readonly lease?: string;
}

const empty: Uint8Array = new Uint8Array();

/**
 * By hand, because a database has millions of them. Undefined where the bytes are no such message. An unknown field is
 * passed over.
 */
export function decodeKeyValue(bytes: Uint8Array): KeyValue | undefined {
	const cursor = { bytes, at: 0 };
	let key = empty;
	let value = empty;
	let lease: string | undefined;
	const numbers = [0, 0, 0, 0, 0];
	while (cursor.at < bytes.length) {
		const tag = varint(cursor);
		const field = Math.floor(tag / 8);
		if (tag % 8 === 2) {
			const content = take(cursor, varint(cursor));
			key = field === 1 ? content : key;
			value = field === 5 ? content : value;
		} else if (tag % 8 === 0 && field === 6) {
			lease = hexVarint(cursor);
		} else if (tag % 8 === 0) {
			const number = varint(cursor);
			if (field < numbers.length) {
				numbers[field] = number;
			}
		} else {
			return undefined;
		}
	}
	if (cursor.at !== bytes.length) {
		return undefined;
	}
	const [, , createRevision = 0, modRevision = 0, version = 0] = numbers;
	return {
		key,
		value,
		createRevision,
		modRevision,
		version,
		...(lease !== undefined && lease !== '0' && { lease: leaseIdOf(lease) }),
	};
}

interface Cursor {
	readonly bytes: Uint8Array;
	/** Beyond the end once the message was cut short. */
	at: number;
}

function varint(cursor: Cursor): number {
	let value = 0;
	for (let scale = 1; scale < 2 ** 70; scale *= 128) {
		const byte = cursor.bytes[cursor.at++] ?? cut(cursor);
		value += (byte & 127) * scale;
		if (byte < 128) {
			return value;
		}
	}
	return cut(cursor);
}

/** Ids use all 64 bits. */
function hexVarint(cursor: Cursor): string {
	let value = 0n;
	for (let shift = 0n; shift < 70n; shift += 7n) {
		const byte = cursor.bytes[cursor.at++] ?? cut(cursor);
		value |= BigInt(byte & 127) << shift;
		if (byte < 128) {
			break;
		}
	}
	return BigInt.asUintN(64, value).toString(16);
}

function take(cursor: Cursor, length: number): Uint8Array {
	const start = cursor.at;
	cursor.at += length;
	return cursor.bytes.subarray(start, cursor.at);
}

/** Ends the loop of the message: nothing is left to read, and the end is not where it should be. */
function cut(cursor: Cursor): number {
	cursor.at = Infinity;
	return 0;
}
