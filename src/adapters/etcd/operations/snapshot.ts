import { createHash, type Hash } from 'node:crypto';
import { access, mkdir, open, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatBytes } from '../../../core/bytes.ts';
import { ExpectedError, messageOf } from '../../../core/errors.ts';
import type { Message } from '../../../core/protobuf.ts';
import { t } from '../../../core/words.ts';
import type { StepRun } from '../../../operations/executor.ts';
import { detailsOf } from '../../errors.ts';
import type { Call } from '../calls.ts';
import type { MemberClient } from '../member-client.ts';
import { Unanswered } from '../silence.ts';
import { snapshotPath } from './changing-calls.ts';

interface Piece {
	readonly remainingBytes: number;
	readonly bytes: Uint8Array;
}

const call: Call<Piece> = {
	path: snapshotPath,
	request: new Uint8Array(),
	read: (answer: Message) => ({ remainingBytes: answer.int(2), bytes: answer.bytes(3) }),
};

const trailerBytes = 32;
/** bbolt's pages are multiples of this, so a file of etcd's with its trailer is one with 32 bytes more. */
const sectorBytes = 512;
/** A server that sends nothing for so long is gone. */
const stallMs = 60_000;
/** Pieces are of 32 KiB: written one by one they cost more than they hold. */
const batchBytes = 1024 * 1024;

/**
 * Saves what the member streams: into a file beside `path`, which gets its name only when all of it came, the SHA-256 at its
 * end is right, and it is on the disk. What is called `path` is whole.
 */
export async function saveSnapshot(client: MemberClient, path: string, run: StepRun): Promise<string> {
	await refuseExisting(path);
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const part = `${path}.part`;
	try {
		const file = await open(part, 'w', 0o600);
		try {
			const sizeBytes = await receive(client, file, dirname(path), run);
			await file.sync();
			await file.close();
			await rename(part, path);
			await syncFolder(dirname(path));
			return t('{0} saved: {1}.', path, formatBytes(sizeBytes));
		} finally {
			await file.close();
		}
	} catch (error) {
		await rm(part, { force: true });
		throw inWords(error, path);
	}
}

async function refuseExisting(path: string): Promise<void> {
	const isThere = await access(path).then(
		() => true,
		() => false,
	);
	if (isThere) {
		throw new ExpectedError(t('{0} is there already and is not written over.', path));
	}
}

async function receive(client: MemberClient, file: FileHandle, folder: string, run: StepRun): Promise<number> {
	const writer = new BatchWriter(file);
	let received = 0;
	for await (const { bytes, remainingBytes } of watched(client.stream(call), run)) {
		if (received === 0) {
			await refuseFullDisk(folder, remainingBytes + bytes.length);
		}
		received += bytes.length;
		if (await writer.add(bytes)) {
			run.tell(t('{0} received, {1} to come', formatBytes(received), formatBytes(remainingBytes)));
		}
	}
	await writer.end();
	writer.digest.demandRight(received);
	return received;
}

/** Collects pieces in memory that is used again, and sums up and writes each batch at once. */
class BatchWriter {
	readonly digest = new TrailingDigest();
	readonly #file: FileHandle;
	#batches = [Buffer.allocUnsafe(batchBytes), Buffer.allocUnsafe(batchBytes)] as const;
	#filled = 0;
	/** Of the batch before: it is written while the next one is filled. */
	#writing: Promise<unknown> = Promise.resolve();

	constructor(file: FileHandle) {
		this.#file = file;
	}

	/** True when a batch went to the file. The bytes are copied: they are the caller's again. */
	async add(bytes: Uint8Array): Promise<boolean> {
		let hasWritten = false;
		for (let at = 0; at < bytes.length;) {
			const piece = bytes.subarray(at, at + batchBytes - this.#filled);
			this.#batches[0].set(piece, this.#filled);
			this.#filled += piece.length;
			at += piece.length;
			if (this.#filled === batchBytes) {
				await this.#write();
				hasWritten = true;
			}
		}
		return hasWritten;
	}

	async end(): Promise<void> {
		await this.#write();
		await this.#writing;
	}

	async #write(): Promise<void> {
		const [batch, other] = this.#batches;
		const bytes = batch.subarray(0, this.#filled);
		this.digest.update(bytes);
		await this.#writing;
		this.#writing = writeAll(this.#file, bytes);
		// Whoever awaits the batch hears of it; without anybody it would end the process.
		this.#writing.catch(() => undefined);
		this.#batches = [other, batch];
		this.#filled = 0;
	}
}

/** A write may take less than it is given. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let at = 0; at < bytes.length;) {
		const { bytesWritten } = await file.write(bytes, at);
		at += bytesWritten;
	}
}

/** Ends when the user cancels, or when nothing comes any more: a snapshot may take long, silence may not. */
async function* watched(pieces: AsyncGenerator<Piece>, { cancelled }: StepRun): AsyncGenerator<Piece> {
	const stopped = Promise.withResolvers<never>();
	const stop = () => stopped.reject(new ExpectedError(t('Stopped; what had come is removed.')));
	const stall = () => stopped.reject(new ExpectedError(t('Nothing came for {0} s.', stallMs / 1000)));
	stopped.promise.catch(() => undefined);
	cancelled.addEventListener('abort', stop, { once: true });
	const timer = setTimeout(stall, stallMs);
	try {
		for (;;) {
			const next = await Promise.race([pieces.next(), stopped.promise]);
			if (next.done) {
				return;
			}
			timer.refresh();
			yield next.value;
		}
	} finally {
		clearTimeout(timer);
		cancelled.removeEventListener('abort', stop);
	}
}

async function refuseFullDisk(folder: string, neededBytes: number): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	if (bavail * bsize < neededBytes) {
		throw new ExpectedError(
			t('{0} has {1} free, and the snapshot needs {2}.', folder, formatBytes(bavail * bsize), formatBytes(neededBytes)),
		);
	}
}

/** SHA-256 of all but the last 32 bytes, which are that very sum. */
class TrailingDigest {
	readonly #hash: Hash = createHash('sha256');
	#held: Uint8Array = new Uint8Array();

	update(bytes: Uint8Array): void {
		if (bytes.length < trailerBytes) {
			const all = Buffer.concat([this.#held, bytes]);
			const known = Math.max(0, all.length - trailerBytes);
			this.#hash.update(all.subarray(0, known));
			this.#held = all.subarray(known);
			return;
		}
		this.#hash.update(this.#held);
		this.#hash.update(bytes.subarray(0, -trailerBytes));
		// A copy: the batch is filled again.
		this.#held = Uint8Array.from(bytes.subarray(-trailerBytes));
	}

	demandRight(sizeBytes: number): void {
		if (sizeBytes % sectorBytes !== trailerBytes) {
			throw new ExpectedError(t('The snapshot was cut short: {0} bytes came, without the sum at the end.', sizeBytes));
		}
		if (!this.#hash.digest().equals(this.#held)) {
			throw new ExpectedError(t('The snapshot is damaged: the SHA-256 at its end is not that of what came.'));
		}
	}
}

async function syncFolder(folder: string): Promise<void> {
	if (process.platform !== 'win32') {
		const handle = await open(folder, 'r');
		await handle.sync();
		await handle.close();
	}
}

function inWords(error: unknown, path: string): unknown {
	const isForeseen = error instanceof ExpectedError || error instanceof Unanswered;
	const { syscall, code } = detailsOf(error);
	return !isForeseen && syscall !== '' && code.startsWith('E')
		? new ExpectedError(t('The snapshot {0} cannot be written: {1}', path, messageOf(error)))
		: error;
}
