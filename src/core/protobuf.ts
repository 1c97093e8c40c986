import { plain } from './plain.ts';

/**
 * As much of the protocol buffers wire format as etcd's calls and files need. Unsigned 64-bit ids become lower-case
 * hexadecimal; revisions, indexes and sizes stay below 2^53 and become numbers. A field number that is not asked for is
 * passed over, which is how old and new servers stay readable.
 */

export type Field = number | bigint | Uint8Array;

const decoder = new TextDecoder();

/**
 * Names, URLs and versions are short and a cluster has a few members: a server that sends more means harm. A transaction in
 * a file may have as many operations as a server was told to take.
 */
const mostFieldsOfServers = 2000;
const longestText = 4096;

/** All fields of a message, by number, in the order sent. Throws `RangeError` on a message cut short or far too large. */
export function decodeFields(bytes: Uint8Array, mostFields = mostFieldsOfServers): Map<number, Field[]> {
	const fields = new Map<number, Field[]>();
	let at = 0;
	const varint = (): bigint => {
		let value = 0n;
		for (let shift = 0n; shift < 70n; shift += 7n) {
			const byte = bytes[at++];
			if (byte === undefined) {
				throw new RangeError('message cut short');
			}
			value |= BigInt(byte & 0x7f) << shift;
			if (byte < 0x80) {
				return BigInt.asUintN(64, value);
			}
		}
		throw new RangeError('number longer than 64 bits');
	};
	const take = (length: number): Uint8Array => {
		if (at + length > bytes.length) {
			throw new RangeError('message cut short');
		}
		at += length;
		return bytes.subarray(at - length, at);
	};
	for (let count = 1; at < bytes.length; count++) {
		if (count > mostFields) {
			throw new RangeError(`more than ${mostFields} fields`);
		}
		const tag = Number(varint());
		const value = takeValue(tag & 7, varint, take);
		const values = fields.get(tag >>> 3);
		if (values) {
			values.push(value);
		} else {
			fields.set(tag >>> 3, [value]);
		}
	}
	return fields;
}

function takeValue(wireType: number, varint: () => bigint, take: (length: number) => Uint8Array): Field {
	switch (wireType) {
		case 0:
			return varint();
		case 1:
			return take(8);
		case 2:
			return take(Number(varint()));
		case 5:
			return take(4);
		default:
			throw new RangeError(`unknown wire type ${wireType}`);
	}
}

/** Reads fields of one message by number and kind. A missing field has its default, as proto3 has it. */
export class Message {
	readonly #fields: Map<number, Field[]>;
	readonly #mostFields: number | undefined;

	constructor(bytes: Uint8Array, mostFields?: number) {
		this.#mostFields = mostFields;
		this.#fields = decodeFields(bytes, mostFields);
	}

	/** Undefined where the bytes are no message. */
	static tryDecode(bytes: Uint8Array, mostFields?: number): Message | undefined {
		try {
			return new Message(bytes, mostFields);
		} catch (error) {
			if (error instanceof RangeError) {
				return undefined;
			}
			throw error;
		}
	}

	#last(field: number): Field | undefined {
		return this.#fields.get(field)?.at(-1);
	}

	has(field: number): boolean {
		return this.#fields.has(field);
	}

	id(field: number): string {
		const value = this.#last(field);
		return typeof value === 'bigint' ? value.toString(16) : '0';
	}

	/** Of a repeated number, packed or not. */
	ids(field: number): string[] {
		return (this.#fields.get(field) ?? []).flatMap(value =>
			typeof value === 'bigint' ? value.toString(16) : value instanceof Uint8Array ? packedIds(value) : [],
		);
	}

	int(field: number): number {
		const value = this.#last(field);
		return typeof value === 'bigint' ? Number(BigInt.asIntN(64, value)) : 0;
	}

	bool(field: number): boolean {
		return this.int(field) !== 0;
	}

	text(field: number): string {
		return this.texts(field).at(-1) ?? '';
	}

	texts(field: number): string[] {
		return this.allBytes(field).map(bytes => plain(decoder.decode(bytes.subarray(0, longestText)), longestText));
	}

	message(field: number): Message {
		return this.messages(field).at(-1) ?? new Message(new Uint8Array());
	}

	messages(field: number): Message[] {
		return this.allBytes(field).map(bytes => new Message(bytes, this.#mostFields));
	}

	bytes(field: number): Uint8Array {
		return this.allBytes(field).at(-1) ?? new Uint8Array();
	}

	allBytes(field: number): Uint8Array[] {
		return (this.#fields.get(field) ?? []).filter(value => value instanceof Uint8Array);
	}
}

function packedIds(bytes: Uint8Array): string[] {
	const ids: string[] = [];
	let value = 0n;
	let shift = 0n;
	for (const byte of bytes) {
		value |= BigInt(byte & 0x7f) << shift;
		shift += 7n;
		if (byte < 0x80) {
			ids.push(BigInt.asUintN(64, value).toString(16));
			value = 0n;
			shift = 0n;
		} else if (shift >= 70n) {
			return ids;
		}
	}
	return ids;
}

type Encodable = number | bigint | boolean | string | Uint8Array | readonly string[];

/**
 * Encodes a flat message: booleans and numbers as varints, text and bytes as bytes, a list of texts as a repeated field. Zero
 * and false are left out, as proto3 has it.
 */
export function encodeFields(fields: Readonly<Record<number, Encodable>>): Uint8Array {
	const parts = Object.entries(fields).flatMap(([field, value]) => {
		if (typeof value === 'string') {
			return textField(Number(field), value);
		}
		if (value instanceof Uint8Array) {
			return bytesField(Number(field), value);
		}
		if (typeof value === 'object') {
			return value.flatMap(text => textField(Number(field), text));
		}
		const number = BigInt(value);
		return number === 0n ? [] : [...varintOf(BigInt(field) << 3n), ...varintOf(number)];
	});
	return Uint8Array.from(parts);
}

function textField(field: number, value: string): number[] {
	return bytesField(field, new TextEncoder().encode(value));
}

function bytesField(field: number, bytes: Uint8Array): number[] {
	return [...varintOf((BigInt(field) << 3n) | 2n), ...varintOf(BigInt(bytes.length)), ...bytes];
}

function varintOf(value: bigint): number[] {
	const bytes: number[] = [];
	let rest = BigInt.asUintN(64, value);
	while (rest >= 0x80n) {
		bytes.push(Number(rest & 0x7fn) | 0x80);
		rest >>= 7n;
	}
	return [...bytes, Number(rest)];
}
