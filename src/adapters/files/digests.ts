import { createHash } from 'node:crypto';
import { createCRC32 } from 'hash-wasm';
import type { Digest } from '../../disk/reader.ts';

/** Its bits reversed. */
const castagnoli = 0x82f63b78;

/** CRC32C in WebAssembly: several times as fast as the same in JavaScript, and a database of 8 GiB has much to sum up. */
export async function fastCrc32c(): Promise<Digest<number>> {
	const hasher = await createCRC32(castagnoli);
	hasher.init();
	return {
		update: bytes => hasher.update(bytes),
		value: () => Number.parseInt(hasher.digest('hex'), 16),
	};
}

export function sha256(): Digest<Uint8Array> {
	const hash = createHash('sha256');
	return { update: bytes => hash.update(bytes), value: () => hash.digest() };
}
