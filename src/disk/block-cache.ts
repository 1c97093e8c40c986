import type { Reader } from './reader.ts';

const blockBytes = 64 * 1024;
const mostBlocks = 64;

/**
 * Reads a file by blocks and keeps the latest: neighbouring pages cost one system call. It holds 4 MiB and what was read
 * last, if that is longer than a block. Nothing here notices that the file changes: make a new one to see it anew.
 *
 * With `reuse` memory is taken anew for nothing: twice as fast over a large file, and what was read is good only until
 * the next reading.
 */
export class BlockCache implements Reader {
	readonly size: number;
	readonly #reader: Reader;
	readonly #reuse: boolean;
	/** In the order of their use, the latest at the end. */
	readonly #blocks = new Map<number, Uint8Array>();
	#lastIndex = -1;
	#last: Uint8Array = new Uint8Array();
	/** For what is longer than a block. */
	#long: Uint8Array = new Uint8Array();

	constructor(reader: Reader, reuse = false) {
		this.#reader = reader;
		this.#reuse = reuse;
		this.size = reader.size;
	}

	read(offset: number, length: number): Uint8Array {
		const index = Math.floor(offset / blockBytes);
		const from = offset - index * blockBytes;
		return from + length <= blockBytes
			? this.#block(index).subarray(from, from + length)
			: this.#readLong(offset, length);
	}

	#readLong(offset: number, length: number): Uint8Array {
		if (!this.#reuse) {
			return this.#reader.read(offset, length);
		}
		if (this.#long.length < length) {
			this.#long = new Uint8Array(length);
		}
		return this.#reader.read(offset, length, this.#long);
	}

	#block(index: number): Uint8Array {
		if (index === this.#lastIndex) {
			return this.#last;
		}
		const block = this.#blocks.get(index) ?? this.#readBlock(index);
		this.#blocks.delete(index);
		this.#blocks.set(index, block);
		this.#lastIndex = index;
		this.#last = block;
		return block;
	}

	#readBlock(index: number): Uint8Array {
		const [oldest] = this.#blocks.size < mostBlocks ? [] : this.#blocks.keys();
		const freed = oldest === undefined ? undefined : this.#blocks.get(oldest);
		if (oldest !== undefined) {
			this.#blocks.delete(oldest);
		}
		// A block cut off by the end of the file is too short to be used again.
		const into = this.#reuse && freed?.length === blockBytes ? freed : undefined;
		return this.#reader.read(index * blockBytes, blockBytes, into);
	}
}
