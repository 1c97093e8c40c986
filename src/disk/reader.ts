/**
 * A file open for reading. Reading is synchronous: a hash visits a quarter of a million pages in a second, and a promise
 * for each costs more than the page. Whoever must stay responsive takes breaths between the items of a generator.
 */
export interface Reader {
	/** Bytes in the file now; a file that is being written grows. */
	readonly size: number;
	/**
	 * Fewer bytes than asked where the file ends. They stay as they are, unless they were asked for `into` memory of the
	 * caller, at least as long; a reader may leave that alone.
	 */
	read(offset: number, length: number, into?: Uint8Array): Uint8Array;
}

/** A checksum that is fed piece by piece; the caller lends a fast one, as Node's or WebAssembly's. */
export interface Digest<T> {
	update(bytes: Uint8Array): void;
	/** The checksum of all that was fed; feeding ends with it. */
	value(): T;
}

/** Bytes in memory, as a file. */
export function readerOf(bytes: Uint8Array): Reader {
	return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}
