import type { FileHandle } from 'node:fs/promises';
import { ExpectedError } from '../../../core/errors.ts';
import { t } from '../../../core/words.ts';
import { WriterThread } from '../../files/writer-thread.ts';

const trailerBytes = 32;
/** bbolt's pages are multiples of this, so a file of etcd's with its trailer is one with 32 bytes more. */
const sectorBytes = 512;
/** Pieces are of 32 KiB: handed on one by one they cost more than they hold; of much more, no cache would hold them. */
const batchBytes = 1024 * 1024;
/** So many may be on their way to the disk before the server has to wait: a disk stumbles, and so does a busy machine. */
const mostBatches = 16;

/** Shared with the thread that writes. The first bytes are the last ones of the batch before. */
type Batch = Buffer<SharedArrayBuffer>;

/**
 * Collects what comes in memory that is used again; each batch is written and summed up by a thread while the next ones come. The sum is
 * the SHA-256 of all but the last 32 bytes, which are that very sum: of each batch as many are left for the next.
 */
export class SnapshotWriter {
	readonly #thread: WriterThread;
	readonly #working = new Set<Promise<void>>();
	readonly #free: Batch[] = [];
	#batch: Batch = newBatch();
	#filled = 0;
	#handedOn = 0;

	constructor(file: FileHandle) {
		this.#thread = new WriterThread(file);
	}

	/** How much was handed on to the disk. */
	get sizeBytes(): number {
		return this.#handedOn;
	}

	/** Whether no more should come for the moment. */
	get isFull(): boolean {
		return this.#working.size >= mostBatches;
	}

	/** The bytes are copied. Gives a promise while it is full. */
	add(bytes: Uint8Array): Promise<void> | undefined {
		for (let at = 0; at < bytes.length;) {
			const piece = bytes.subarray(at, at + batchBytes - this.#filled);
			this.#batch.set(piece, trailerBytes + this.#filled);
			this.#filled += piece.length;
			at += piece.length;
			if (this.#filled === batchBytes) {
				this.#handOn();
			}
		}
		return this.isFull ? Promise.race(this.#working) : undefined;
	}

	/** When all of it is written. Throws unless it is whole. */
	async end(): Promise<void> {
		this.#handOn();
		await Promise.all(this.#working);
		if (this.#handedOn % sectorBytes !== trailerBytes) {
			const size = this.#handedOn;
			throw new ExpectedError(t('The snapshot was cut short: {0} bytes came, without the sum at the end.', size));
		}
		// What the last batch left for the next one.
		if (!this.#batch.subarray(0, trailerBytes).equals(await this.#thread.sum())) {
			throw new ExpectedError(t('The snapshot is damaged: the SHA-256 at its end is not that of what came.'));
		}
	}

	async close(): Promise<void> {
		await this.#thread.close();
	}

	#handOn(): void {
		const batch = this.#batch;
		const end = trailerBytes + this.#filled;
		const bytes = batch.subarray(trailerBytes, end);
		// Before the first batch there is nothing.
		const start = this.#handedOn === 0 ? trailerBytes : 0;
		const summed = batch.subarray(start, Math.max(start, end - trailerBytes));
		this.#track(this.#thread.write(bytes, summed).then(() => void this.#free.push(batch)));
		this.#handedOn += this.#filled;
		this.#filled = 0;
		this.#batch = this.#free.pop() ?? newBatch();
		batch.copy(this.#batch, 0, end - trailerBytes, end);
	}

	/** One that failed stays: whoever waits hears of it. */
	#track(work: Promise<void>): void {
		this.#working.add(work);
		// Without anybody who waits it would end the process.
		work.then(() => this.#working.delete(work)).catch(() => undefined);
	}
}

function newBatch(): Batch {
	return Buffer.from(new SharedArrayBuffer(trailerBytes + batchBytes));
}
