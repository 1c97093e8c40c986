import { connect, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { t } from '../../core/words.ts';
import { plain } from '../../core/plain.ts';
import { Unanswered } from './silence.ts';
import type { Opened } from './socket.ts';

/** The codes of gRPC that are looked at; the others are told by their message. */
export const grpcCodes = { ok: 0, permissionDenied: 7, unimplemented: 12, unauthenticated: 16 } as const;

/** An answer of the server that is no success. */
export class GrpcError extends Error {
	readonly code: number;

	constructor(code: number, message: string) {
		super(message);
		this.code = code;
	}
}

/** Takes what comes; gives a promise where the sender has to wait. */
export type Take<T> = (message: T) => Promise<unknown> | undefined;

/** Far above any answer that is asked for, since no values are; what is longer is not etcd's. */
const maxAnswerBytes = 1024 * 1024;
/** etcd's longest message is a line. */
const maxMessageLength = 1000;
const prefixBytes = 5;
/** How much a server may send before it has to wait for us; the 64 KiB of HTTP/2 make a snapshot slow. */
const windowBytes = 8 * 1024 * 1024;

/**
 * One HTTP/2 connection to one server, and unary gRPC calls over it. gRPC's own part is small: a prefix of five bytes before
 * the message, and the status in the trailers. Balancing, retries and name resolution are what a diagnosis must not have.
 */
export class GrpcChannel {
	readonly #open: () => Promise<Opened>;
	readonly #authority: string;
	#session: Promise<ClientHttp2Session> | undefined;

	constructor(authority: string, open: () => Promise<Opened>) {
		this.#authority = authority;
		this.#open = open;
	}

	/** Throws `Unanswered` when it cannot connect, `GrpcError` when the server says so, any other error when it broke. */
	async unary(path: string, request: Uint8Array, token: string | undefined, signal: AbortSignal): Promise<Buffer> {
		return messageIn(await answerOf(await this.#send(path, request, token, signal)));
	}

	/**
	 * A call that is answered by many messages: `take` gets each in the order sent, good only until it returns. While what it
	 * gives is pending, the server has to wait. Throws what `unary` throws, also midway, and what `take` throws.
	 */
	async stream(
		path: string,
		request: Uint8Array,
		token: string | undefined,
		signal: AbortSignal,
		take: Take<Buffer>,
	): Promise<void> {
		return eachMessage(await this.#send(path, request, token, signal), take);
	}

	async #send(
		path: string,
		request: Uint8Array,
		token: string | undefined,
		signal: AbortSignal,
	): Promise<ClientHttp2Stream> {
		this.#session ??= this.#connect();
		const session = await this.#session;
		const stream = session.request(
			{
				':method': 'POST',
				':path': path,
				'content-type': 'application/grpc',
				te: 'trailers',
				...(token !== undefined && { token }),
			},
			{ signal },
		);
		stream.end(frameOf(request));
		return stream;
	}

	async close(): Promise<void> {
		const [settled] = await Promise.allSettled([this.#session]);
		if (settled.status === 'fulfilled') {
			settled.value?.destroy();
		}
	}

	async #connect(): Promise<ClientHttp2Session> {
		const { socket } = await this.#open();
		// A TLS socket says what was negotiated; a plain one has no such property, and speaks HTTP/2 from the start.
		const { alpnProtocol } = socket as Partial<TLSSocket>;
		if (alpnProtocol !== undefined && alpnProtocol !== 'h2') {
			socket.destroy();
			throw new Unanswered('protocol', t('The server does not speak HTTP/2, which gRPC needs.'));
		}
		const session = connect(this.#authority, {
			createConnection: () => socket,
			settings: { initialWindowSize: windowBytes },
		});
		session.once('connect', () => session.setLocalWindowSize(windowBytes));
		// Every stream fails with the session, and its caller hears of it; nobody else listens.
		session.on('error', () => undefined);
		return session;
	}
}

function frameOf(message: Uint8Array): Buffer {
	const frame = Buffer.alloc(prefixBytes + message.length);
	frame.writeUInt32BE(message.length, 1);
	frame.set(message, prefixBytes);
	return frame;
}

/** What the frame holds; a server that sends none, several or a packed one has not answered a call of ours. */
function messageIn(frame: Buffer): Buffer {
	if (frame.length < prefixBytes || frame[0] !== 0 || frame.readUInt32BE(1) !== frame.length - prefixBytes) {
		throw new Unanswered('protocol', t('The answer holds no message of gRPC.'));
	}
	return frame.subarray(prefixBytes);
}

function answerOf(stream: ClientHttp2Stream): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let length = 0;
		let failure: Error | undefined;
		let trailers: Readonly<Record<string, unknown>> = {};
		stream.on('response', headers => {
			// A call that fails at once carries its status here, and no message follows.
			trailers = headers;
			failure = httpProblem(headers);
		});
		stream.on('trailers', sent => (trailers = sent));
		stream.on('data', (chunk: Buffer) => {
			length += chunk.length;
			chunks.push(chunk);
			if (length > maxAnswerBytes) {
				failure = new Unanswered('protocol', t('The answer is longer than {0} MiB.', maxAnswerBytes / 1024 / 1024));
				stream.close();
			}
		});
		stream.on('error', error => (failure ??= error));
		stream.on('close', () => {
			const problem = failure ?? statusProblem(trailers);
			return problem ? reject(problem) : resolve(Buffer.concat(chunks));
		});
	});
}

/**
 * The messages as they come, however they are cut into pieces on the way. A snapshot has tens of thousands: a promise for
 * each, or memory of its own, costs more than the rest.
 */
function eachMessage(stream: ClientHttp2Stream, take: Take<Buffer>): Promise<void> {
	return new Promise((resolve, reject) => {
		const joiner = new FrameJoiner();
		let failure: unknown;
		let headers: Readonly<Record<string, unknown>> = {};
		const fail = (error: unknown) => {
			failure ??= error;
			stream.destroy();
		};
		const wait = (busy: Promise<unknown>) => {
			stream.pause();
			busy.then(() => stream.resume(), fail);
		};
		stream.on('response', sent => (headers = sent));
		stream.on('trailers', sent => (headers = { ...headers, ...sent }));
		stream.on('data', (chunk: Buffer) => {
			try {
				joiner.add(chunk, message => {
					const busy = failure === undefined ? take(message) : undefined;
					if (busy) {
						wait(busy);
					}
				});
			} catch (error) {
				fail(error);
			}
		});
		stream.on('error', fail);
		stream.on('close', () => {
			const problem = failure ?? httpProblem(headers) ?? statusProblem(headers) ?? joiner.problem();
			return problem === undefined ? resolve() : reject(problem);
		});
	});
}

/** Puts the pieces of frames together, in memory that is used again. */
class FrameJoiner {
	#bytes = Buffer.allocUnsafe(64 * 1024);
	#filled = 0;

	add(chunk: Buffer, take: (message: Buffer) => void): void {
		for (let at = 0; at < chunk.length;) {
			const end = frameEnd(this.#bytes.subarray(0, this.#filled));
			this.#makeRoom(end);
			const copied = chunk.copy(this.#bytes, this.#filled, at, at + end - this.#filled);
			at += copied;
			this.#filled += copied;
			const frame = this.#bytes.subarray(0, this.#filled);
			// The prefix alone may be the whole frame: of an empty message.
			if (this.#filled >= prefixBytes && frameEnd(frame) === this.#filled) {
				this.#filled = 0;
				take(messageIn(frame));
			}
		}
	}

	problem(): Unanswered | undefined {
		return this.#filled > 0 ? new Unanswered('protocol', t('The stream ended within a message.')) : undefined;
	}

	#makeRoom(bytes: number): void {
		if (bytes > this.#bytes.length) {
			const larger = Buffer.allocUnsafe(bytes * 2);
			this.#bytes.copy(larger, 0, 0, this.#filled);
			this.#bytes = larger;
		}
	}
}

/** Where the first frame ends; as far as the prefix where that is not there yet. */
function frameEnd(bytes: Buffer): number {
	if (bytes.length < prefixBytes) {
		return prefixBytes;
	}
	const end = prefixBytes + bytes.readUInt32BE(1);
	if (end > maxAnswerBytes) {
		throw new Unanswered('protocol', t('The answer is longer than {0} MiB.', maxAnswerBytes / 1024 / 1024));
	}
	return end;
}

function httpProblem({ ':status': status }: Readonly<Record<string, unknown>>): Unanswered | undefined {
	const isAnswer = status === undefined || Number(status) === 200;
	return isAnswer ? undefined : new Unanswered('protocol', t('No gRPC answer: HTTP {0}.', Number(status)));
}

function statusProblem(trailers: Readonly<Record<string, unknown>>): Error | undefined {
	const status = trailers['grpc-status'];
	if (status === undefined) {
		return new Error(t('the stream ended without a gRPC status'));
	}
	return Number(status) === grpcCodes.ok ? undefined : new GrpcError(Number(status), textOf(trailers['grpc-message']));
}

/** gRPC escapes what is not plain ASCII as URLs do. */
function textOf(message: unknown): string {
	const text = String(message ?? '').slice(0, maxMessageLength);
	try {
		return plain(decodeURIComponent(text), maxMessageLength);
	} catch {
		// A lone percent sign: then it was not escaped.
		return text;
	}
}
