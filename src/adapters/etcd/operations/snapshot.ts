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
import { SnapshotWriter } from './snapshot-writer.ts';

interface Piece {
	readonly remainingBytes: number;
	readonly bytes: Uint8Array;
}

const call: Call<Piece> = {
	path: snapshotPath,
	request: new Uint8Array(),
	read: (answer: Message) => ({ remainingBytes: answer.int(2), bytes: answer.bytes(3) }),
};

/** A server that sends nothing for so long is gone. */
const stallMs = 60_000;
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
	const writer = new SnapshotWriter(file);
	try {
		await fill(writer, client, folder, run);
		await writer.end();
		return writer.sizeBytes;
	} catch (error) {
		throw run.cancelled.aborted ? new ExpectedError(t('Stopped; what had come is removed.')) : error;
	} finally {
		await writer.close();
	}
}

/** Ends when the user cancels, or when nothing comes any more: a snapshot may take long, silence may not. */
async function fill(writer: SnapshotWriter, client: MemberClient, folder: string, run: StepRun): Promise<void> {
	const failed = new AbortController();
	const stop = AbortSignal.any([run.cancelled, failed.signal]);
	const stall = () => failed.abort(new ExpectedError(t('Nothing came for {0} s.', stallMs / 1000)));
	const timer = setTimeout(() => (writer.isFull ? timer.refresh() : stall()), stallMs);
	let received = 0;
	const take = ({ bytes, remainingBytes }: Piece) => {
		timer.refresh();
		const isRoomy = received === 0 ? refuseFullDisk(folder, remainingBytes + bytes.length) : undefined;
		const before = writer.sizeBytes;
		const isWritten = writer.add(bytes);
		received += bytes.length;
		if (writer.sizeBytes > before) {
			run.tell(t('{0} received, {1} to come', formatBytes(received), formatBytes(remainingBytes)));
		}
		return (isRoomy ?? isWritten)?.catch((error: unknown) => failed.abort(error));
	};
	try {
		await client.stream(call, stop, take);
	} finally {
		clearTimeout(timer);
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
