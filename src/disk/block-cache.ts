import type { Reader } from './reader.ts';

const blockBytes = 64 * 1024;
/** For whoever reads all of a large file: a system call for each 64 KiB took a quarter of the time of a hash. */
const largeBlockBytes = 256 * 1024;
const cachedBytes = 4 * 1024 * 1024;

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
	readonly #blockBytes: number;
	/** In the order of their use, the latest at the end. */
	readonly #blocks = new Map<number, Uint8Array>();
	#lastIndex = -1;
	#last: Uint8Array = new Uint8Array();
	/** For what is longer than a block. */
	#long: Uint8Array = new Uint8Array();

	constructor(reader: Reader, reuse = false) {
		this.#reader = reader;
		this.#reuse = reuse;
		this.#blockBytes = reuse ? largeBlockBytes : blockBytes;
		this.size = reader.size;
	}

	read(offset: number, length: number): Uint8Array {
		const index = Math.floor(offset / this.#blockBytes);
		const from = offset - index * this.#blockBytes;
		return from + length <= this.#blockBytes
			? this.#block(index).subarray(from, from + length)
			: this.#readLong(offset, length);
	}

	/** What reaches over the end of a block is put together from its blocks: most of it will be read again for its neighbour. */
	#readLong(offset: number, length: number): Uint8Array {
		if (length > this.#blockBytes) {
			return this.#reader.read(offset, length, this.#reuse ? this.#longOf(length) : undefined);
		}
		const whole = this.#reuse ? this.#longOf(length) : new Uint8Array(length);
		const index = Math.floor(offset / this.#blockBytes);
		const head = this.#block(index).subarray(offset - index * this.#blockBytes);
		whole.set(head);
		const tail = this.#block(index + 1).subarray(0, length - head.length);
		whole.set(tail, head.length);
		return whole.subarray(0, head.length + tail.length);
	}

	#longOf(length: number): Uint8Array {
		if (this.#long.length < length) {
			this.#long = new Uint8Array(length);
		}
		return this.#long;
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
		const [oldest] = this.#blocks.size < cachedBytes / this.#blockBytes ? [] : this.#blocks.keys();
		const freed = oldest === undefined ? undefined : this.#blocks.get(oldest);
		if (oldest !== undefined) {
			this.#blocks.delete(oldest);
		}
		// A block cut off by the end of the file is too short to be used again.
		const into = this.#reuse && freed?.length === this.#blockBytes ? freed : undefined;
		return this.#reader.read(index * this.#blockBytes, this.#blockBytes, into);
	}
}
