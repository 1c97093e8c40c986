/** As much of DER, the binary form of ASN.1, as one certificate takes. */
export const der = {
	sequence: (...parts: readonly Buffer[]): Buffer => tlv(0x30, Buffer.concat(parts)),
	set: (...parts: readonly Buffer[]): Buffer => tlv(0x31, Buffer.concat(parts)),
	/** Not negative; a leading zero keeps the highest bit from being read as a sign. */
	integer: (bytes: Buffer): Buffer => tlv(0x02, (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes),
	true: tlv(0x01, Buffer.of(0xff)),
	null: tlv(0x05, Buffer.alloc(0)),
	oid: (dotted: string): Buffer => tlv(0x06, oidBytes(dotted.split('.').map(Number))),
	bits: (bytes: Buffer, unused = 0): Buffer => tlv(0x03, Buffer.concat([Buffer.of(unused), bytes])),
	octets: (bytes: Buffer): Buffer => tlv(0x04, bytes),
	utf8: (text: string): Buffer => tlv(0x0c, Buffer.from(text)),
	/** `YYMMDDhhmmssZ`: the form that X.509 asks for until 2049. */
	utcTime: (date: Date): Buffer => tlv(0x17, Buffer.from(date.toISOString().replace(/^..|[-:T]|\.\d+/g, ''))),
	explicit: (tag: number, part: Buffer): Buffer => tlv(0xa0 | tag, part),
} as const;

function tlv(tag: number, value: Buffer): Buffer {
	return Buffer.concat([Buffer.of(tag), lengthBytes(value.length), value]);
}

function lengthBytes(length: number): Buffer {
	return length < 0x80
		? Buffer.of(length)
		: length < 0x100
			? Buffer.of(0x81, length)
			: Buffer.of(0x82, length >> 8, length & 0xff);
}

function oidBytes([first = 0, second = 0, ...rest]: readonly number[]): Buffer {
	return Buffer.from([first * 40 + second, ...rest.flatMap(base128)]);
}

function base128(value: number): number[] {
	const low = value & 0x7f;
	return value < 0x80 ? [low] : [...base128(value >>> 7).map(byte => byte | 0x80), low];
}

/** The parts that stand one after another in a constructed value, each whole with its tag and length. */
export function partsOf(bytes: Buffer): Buffer[] {
	const { start, end } = spanOf(bytes, 0);
	const parts: Buffer[] = [];
	for (let at = start; at < end;) {
		const next = spanOf(bytes, at).end;
		parts.push(bytes.subarray(at, next));
		at = next;
	}
	return parts;
}

/** Where the value of the part at `at` begins and ends. */
function spanOf(bytes: Buffer, at: number): { readonly start: number; readonly end: number } {
	const short = bytes[at + 1] ?? 0;
	const size = short < 0x80 ? 0 : short & 0x7f;
	const length = size === 0 ? short : bytes.readUIntBE(at + 2, size);
	const start = at + 2 + size;
	if (start + length > bytes.length) {
		throw new RangeError('a part of the certificate is longer than the whole');
	}
	return { start, end: start + length };
}
