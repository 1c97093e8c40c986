import { readMetas, txidAt, type Meta } from './bbolt-meta.ts';
import { DamageLog } from './damage.ts';
import type { Reader } from './reader.ts';

/**
 * A database that may be written meanwhile. Pages of a transaction stay as they are until the one behind the next is
 * written; each transaction is begun by the meta page of the other number. So what was read before that page changed is good.
 */
export class WatchedReader implements Reader {
	readonly #reader: Reader;
	readonly #meta: Meta;
	readonly #next: bigint | undefined;
	/** What was read last may be of another transaction already. */
	hasChanged: boolean;

	constructor(reader: Reader, meta: Meta) {
		this.#reader = reader;
		this.#meta = meta;
		this.#next = this.#nextTxid();
		this.hasChanged = readMetas(reader, new DamageLog())[0]?.txid !== meta.txid;
	}

	get size(): number {
		return this.#reader.size;
	}

	read(offset: number, length: number, into?: Uint8Array): Uint8Array {
		const bytes = this.#reader.read(offset, length, into);
		this.hasChanged ||= this.#nextTxid() !== this.#next;
		return bytes;
	}

	#nextTxid(): bigint | undefined {
		return txidAt(this.#reader, this.#meta.page === 0 ? this.#meta.pageSize : 0);
	}
}
