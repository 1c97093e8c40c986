import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SnapshotWriter } from '../../../src/adapters/etcd/operations/snapshot-writer.ts';
import { etcdExecutor } from '../../../src/adapters/etcd/operations/executor.ts';
import { ExpectedError } from '../../../src/core/errors.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

function varint(value: number): Buffer {
	const bytes: number[] = [];
	for (; value > 127; value = Math.floor(value / 128)) {
		bytes.push((value % 128) + 128);
	}
	return Buffer.from([...bytes, value]);
}

function frame(message: Buffer): Buffer {
	const prefix = Buffer.alloc(5);
	prefix.writeUInt32BE(message.length, 1);
	return Buffer.concat([prefix, message]);
}

/** Field 2, what is still to come, and field 3, the bytes. */
function piece(bytes: Buffer, remaining: number): Buffer {
	return frame(
		Buffer.concat([Buffer.from([0x10]), varint(remaining), Buffer.from([0x1a]), varint(bytes.length), bytes]),
	);
}

/** A status of the member 2 of the cluster 1. */
const status = frame(Buffer.from([0x0a, 0x04, 0x08, 0x01, 0x10, 0x02]));

const database = Buffer.alloc(200 * 1024, 'a page of a database ');
const sum = createHash('sha256').update(database).digest();

function piecesOf(bytes: Buffer, tail: Buffer): Buffer[] {
	const pieces: Buffer[] = [];
	for (let at = 0; at < bytes.length; at += 32 * 1024) {
		pieces.push(piece(bytes.subarray(at, at + 32 * 1024), bytes.length - at));
	}
	return [...pieces, piece(tail, 0)];
}

describe('A snapshot that is saved', () => {
	let folder: string;
	beforeEach(() => (folder = makeTempDir('snapshot')));
	afterEach(() => removeTempDir(folder));

	/** Saves what the server sends for a snapshot; gives the error, or what was told. */
	async function save(
		send: (stream: ServerHttp2Stream) => void,
		path: string,
		clusterId = '1',
		cancelled = new AbortController().signal,
		memberId = '2',
	): Promise<unknown> {
		const server = createServer();
		server.on('session', session => session.on('error', () => session.destroy()));
		server.on('stream', (stream, headers) => {
			stream.on('error', () => stream.destroy());
			stream.respond({ ':status': 200 }, { waitForTrailers: true });
			stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
			return headers[':path']?.endsWith('/Snapshot') ? send(stream) : stream.end(status);
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		// A listening server has an address of this kind.
		const { port } = server.address() as AddressInfo;
		const deadline = AbortSignal.timeout(5000);
		const run = { deadline, timeoutMs: 5000, cancelled, tell: () => undefined };
		const call = { name: 'snapshot', path } as const;
		try {
			return await etcdExecutor({}, clusterId)
				.act({ kind: 'etcd', endpoint: `http://127.0.0.1:${port}`, memberId, call }, run)
				.catch((error: unknown) => error);
		} finally {
			server.close();
		}
	}

	it('is whole, for its user alone, however its messages are cut on the way', async () => {
		const all = Buffer.concat(piecesOf(database, sum));
		for (const bytes of [all.length, 3, 16 * 1024 + 1]) {
			const path = join(folder, 'new', `${bytes}.db`);
			const chunks = bytes === 3 ? [all.subarray(0, 3), all.subarray(3, 4), all.subarray(4)] : chunksOf(all, bytes);
			const told = await save(stream => void sendAll(stream, chunks), path);
			assert.match(String(told), /saved/);
			assert.deepEqual(readFileSync(path), Buffer.concat([database, sum]));
			assert.equal(statSync(path).mode & 0o777, 0o600);
		}
		assert.equal(statSync(join(folder, 'new')).mode & 0o777, 0o700);
		assert.ok(readdirSync(join(folder, 'new')).every(name => name.endsWith('.db')));
	});

	it('is whole when it is longer than all the memory that it is given', async () => {
		const large = Buffer.concat(Array.from({ length: 30 }, (_, index) => Buffer.alloc(1024 * 1024, `${index} `)));
		const path = join(folder, 'large.db');
		const tail = createHash('sha256').update(large).digest();
		assert.match(String(await save(stream => void sendAll(stream, piecesOf(large, tail)), path)), /saved/);
		assert.ok(readFileSync(path).equals(Buffer.concat([large, tail])));
	});

	it('is given up when the user cancels, and nothing of it stays', async () => {
		const abort = new AbortController();
		const [first = Buffer.alloc(0)] = piecesOf(database, sum);
		const send = (stream: ServerHttp2Stream) => void stream.write(first, () => abort.abort());
		const error = await save(send, join(folder, 's.db'), '1', abort.signal);
		assert.ok(error instanceof ExpectedError, String(error));
		assert.match(error.message, /Stopped/);
		assert.deepEqual(readdirSync(folder), []);
	});

	it('fails with the words of the disk, while more comes and at the end', async () => {
		const path = join(folder, 'full');
		writeFileSync(path, '');
		// Nothing can be written to it.
		const file = await open(path, 'r');
		const writer = new SnapshotWriter(file);
		try {
			const full = Array.from({ length: 20 }, () => writer.add(Buffer.alloc(1024 * 1024))).find(each => each);
			await assert.rejects(Promise.resolve(full), /EBADF/);
			await assert.rejects(writer.end(), /EBADF/);
		} finally {
			await writer.close();
			await file.close();
		}
	});

	const bad = Buffer.from(sum);
	bad[5] = (bad[5] ?? 0) ^ 1;
	const failures: readonly (readonly [string, (stream: ServerHttp2Stream) => void, RegExp])[] = [
		['was cut short before its sum', stream => void sendAll(stream, piecesOf(database, sum).slice(0, -1)), /cut short/],
		[
			'was cut short in the middle',
			stream => void sendAll(stream, [...piecesOf(database, sum).slice(0, 3), piece(sum, 0)]),
			/SHA-256/,
		],
		['has another sum', stream => void sendAll(stream, piecesOf(database, bad)), /SHA-256/],
		['is empty', stream => stream.end(), /cut short/],
		[
			'ends within a message',
			stream => stream.end(Buffer.concat(piecesOf(database, sum)).subarray(0, 70_000)),
			/within a message/,
		],
		['breaks off', stream => void stream.write(piece(database.subarray(0, 1000), 9), () => stream.close(2)), /./],
		['is one message of a gigabyte', stream => stream.end(Buffer.from([0, 0x40, 0, 0, 0, 1])), /longer than/],
	];
	for (const [what, send, why] of failures) {
		it(`does not get its name when it ${what}`, async () => {
			const path = join(folder, 's.db');
			const error = await save(send, path);
			assert.ok(error instanceof ExpectedError, String(error));
			assert.match(error.message, why);
			assert.deepEqual(readdirSync(folder), []);
		});
	}

	it('is never written over another file, nor asked of another cluster or member', async () => {
		const path = join(folder, 's.db');
		writeFileSync(path, 'mine');
		const send = (stream: ServerHttp2Stream) => void sendAll(stream, piecesOf(database, sum));
		assert.match(String(await save(send, path)), /is there already/);
		assert.equal(readFileSync(path, 'utf8'), 'mine');
		let isAsked = false;
		const other = await save(() => (isAsked = true), join(folder, 'other.db'), 'f00');
		assert.match(String(other), /belongs to the cluster 1, not to f00/);
		const stranger = await save(() => (isAsked = true), join(folder, 'other.db'), '1', undefined, '3');
		assert.match(String(stranger), /the member 2 answers, not 3/);
		assert.ok(!isAsked && !existsSync(join(folder, 'other.db')));
	});
});

function chunksOf(bytes: Buffer, size: number): Buffer[] {
	const chunks: Buffer[] = [];
	for (let at = 0; at < bytes.length; at += size) {
		chunks.push(bytes.subarray(at, at + size));
	}
	return chunks;
}

/** One after another, so that each is a piece of its own on the way. */
async function sendAll(stream: ServerHttp2Stream, chunks: readonly Buffer[]): Promise<void> {
	for (const chunk of chunks) {
		await new Promise<void>(resolve => void stream.write(chunk, () => resolve()));
	}
	stream.end();
}
