import type { Random } from './random.ts';

/** Numbers that programs stumble over. */
const hostile = [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

type Damage = (bytes: Buffer, random: Random) => Buffer;

const flipBit: Damage = (bytes, random) => {
	const at = random.below(bytes.length);
	bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
	return bytes;
};

/** Fields begin at multiples of four mostly. */
const hostileNumber: Damage = (bytes, random) => {
	const at = random.below(Math.floor(bytes.length / 4)) * 4;
	bytes.writeUInt32LE(random.of(hostile), at);
	return bytes;
};

const zeroes: Damage = (bytes, random) => {
	const at = random.below(bytes.length);
	return bytes.fill(0, at, Math.min(bytes.length, at + random.below(2000)));
};

const copyRange: Damage = (bytes, random) => {
	const from = random.below(bytes.length);
	bytes.copyWithin(random.below(bytes.length), from, from + random.below(5000));
	return bytes;
};

const cutOff: Damage = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));

const anywhere: readonly Damage[] = [flipBit, flipBit, hostileNumber, zeroes, copyRange, cutOff];

const pageBytes = 4096;

/** Where a page says what it is and refers to others: most of what can lead astray is there. */
const pageField: Damage = (bytes, random) => {
	const pages = Math.max(1, Math.floor(bytes.length / pageBytes));
	const at = random.below(pages) * pageBytes + random.below(48) * 4;
	if (at + 4 <= bytes.length) {
		bytes.writeUInt32LE(random.of([...hostile, random.below(pages), random.below(pageBytes)]), at);
	}
	return bytes;
};

const pageOverPage: Damage = (bytes, random) => {
	const pages = Math.floor(bytes.length / pageBytes);
	const [from, to] = [random.below(pages) * pageBytes, random.below(pages) * pageBytes];
	bytes.copyWithin(to, from, from + pageBytes);
	// A page that knows its place is believed: so cycles arise.
	if (to + 8 <= bytes.length && random.below(2) === 0) {
		bytes.writeBigUInt64LE(BigInt(to / pageBytes), to);
	}
	return bytes;
};

/** Numbers in a meta page that its checksum vouches for. */
const metaField: Damage = (bytes, random) => {
	const start = random.below(2) * pageBytes + 16;
	if (start + 64 > bytes.length) {
		return bytes;
	}
	const field = random.of([16, 32, 40, 48]);
	const pages = Math.floor(bytes.length / pageBytes);
	bytes.writeBigUInt64LE(
		random.of([BigInt(random.below(pages)), 0xffff_ffff_ffff_fffen, 0n, 2n ** 40n]),
		start + field,
	);
	let sum = 0xcbf29ce484222325n;
	for (const byte of bytes.subarray(start, start + 56)) {
		sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
	}
	bytes.writeBigUInt64LE(sum, start + 56);
	return bytes;
};

function damageWith(damages: readonly Damage[], original: Uint8Array, random: Random): Buffer {
	let bytes: Buffer = Buffer.from(original);
	for (let left = 1 + random.below(4); left > 0 && bytes.length >= 8; left--) {
		bytes = random.of(damages)(bytes, random);
	}
	return bytes;
}

export function damageDatabase(original: Uint8Array, random: Random): Buffer {
	return damageWith([...anywhere, pageField, pageField, pageOverPage, metaField], original, random);
}

export function damageLog(original: Uint8Array, random: Random): Buffer {
	return damageWith(anywhere, original, random);
}
