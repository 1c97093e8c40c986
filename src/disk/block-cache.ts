import type { Reader } from './reader.ts';

const blockBytes = 64 * 1024;
const mostBlocks = 128;

/**
 * Reads a file by blocks and keeps the latest: neighbouring pages cost one system call. It holds 8 MiB at most, and what
 * is longer than a block is read as it is. Nothing here notices that the file changes: make a new one to see it anew.
 */
export class BlockCache implements Reader {
	readonly size: number;
	readonly #reader: Reader;
	/** In the order of their use, the latest at the end. */
	readonly #blocks = new Map<number, Uint8Array>();
	#lastIndex = -1;
	#last: Uint8Array = new Uint8Array();

	constructor(reader: Reader) {
		this.#reader = reader;
		this.size = reader.size;
	}

	read(offset: number, length: number): Uint8Array {
		const index = Math.floor(offset / blockBytes);
		const from = offset - index * blockBytes;
		return from + length <= blockBytes
			? this.#block(index).subarray(from, from + length)
			: this.#reader.read(offset, length);
	}

	#block(index: number): Uint8Array {
		if (index === this.#lastIndex) {
			return this.#last;
		}
		const block = this.#blocks.get(index) ?? this.#reader.read(index * blockBytes, blockBytes);
		this.#blocks.delete(index);
		this.#blocks.set(index, block);
		if (this.#blocks.size > mostBlocks) {
			const [oldest = index] = this.#blocks.keys();
			this.#blocks.delete(oldest);
		}
		this.#lastIndex = index;
		this.#last = block;
		return block;
	}
}
