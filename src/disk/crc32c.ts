import { viewOf } from './integers.ts';

/** The Castagnoli polynomial, bits reversed: what etcd takes for all its checksums. */
const polynomial = 0x82f63b78;
/** As many bytes are taken at one go. */
const slices = 8;

/** At `k * 256 + b`: the checksum of the byte `b` followed by `k` zeros. */
const table = makeTable();

function makeTable(): Int32Array {
	const made = new Int32Array(slices * 256);
	for (let byte = 0; byte < 256; byte++) {
		let crc = byte;
		for (let bit = 0; bit < 8; bit++) {
			crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
		}
		made[byte] = crc;
	}
	for (let at = 256; at < made.length; at++) {
		const before = made[at - 256] ?? 0;
		made[at] = (before >>> 8) ^ (made[before & 255] ?? 0);
	}
	return made;
}

/** The checksum of `bytes` behind those that gave `seed`. */
export function crc32c(bytes: Uint8Array, seed = 0): number {
	const view = viewOf(bytes);
	let crc = ~seed;
	let at = 0;
	for (; at + slices <= bytes.length; at += slices) {
		const low = crc ^ view.getInt32(at, true);
		const high = view.getInt32(at + 4, true);
		crc =
			entry(7, low) ^
			entry(6, low >>> 8) ^
			entry(5, low >>> 16) ^
			entry(4, low >>> 24) ^
			entry(3, high) ^
			entry(2, high >>> 8) ^
			entry(1, high >>> 16) ^
			entry(0, high >>> 24);
	}
	for (; at < bytes.length; at++) {
		crc = (crc >>> 8) ^ entry(0, crc ^ view.getUint8(at));
	}
	return ~crc >>> 0;
}

function entry(zeros: number, bits: number): number {
	return table[zeros * 256 + (bits & 255)] ?? 0;
}
