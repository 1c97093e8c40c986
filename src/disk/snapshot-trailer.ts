import type { Digest, Reader } from './reader.ts';

const trailerBytes = 32;
/** Databases are whole pages. */
const sectorBytes = 512;
const blockBytes = 1024 * 1024;

/** Whether the file ends as `etcdctl snapshot save` lets it: with the SHA-256 of all before. */
export function hasTrailer({ size }: Reader): boolean {
	return size > trailerBytes && size % sectorBytes === trailerBytes;
}

/** Whether the trailer is right; reads the whole file and takes a breath after each block. */
export function* isTrailerRight(reader: Reader, sha256: Digest<Uint8Array>): Generator<undefined, boolean> {
	const end = reader.size - trailerBytes;
	for (let at = 0; at < end; at += blockBytes) {
		sha256.update(reader.read(at, Math.min(blockBytes, end - at)));
		yield;
	}
	const claimed = reader.read(end, trailerBytes);
	return sha256.value().every((byte, index) => byte === claimed[index]);
}
