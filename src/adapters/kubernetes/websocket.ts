import type { Duplex } from 'node:stream';
import { t } from '../../core/words.ts';
import { Unanswered } from '../etcd/silence.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiCall } from './calls.ts';

/** What arrives; `end` comes once, last. */
export interface WebSocketListener {
	message(bytes: Buffer): void;
	/** With what went wrong, where it did not end as it should. */
	end(problem?: string): void;
}

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
/** The kubelet sends 32 KiB at most; a server that sends far more is none. */
const largestFrame = 16 * 1024 * 1024;

/**
 * The client's end of a WebSocket (RFC 6455), as much as the API server's channels need: binary messages, fragments, pings and
 * the closing. It runs over the connection that `ApiClient` has opened, through proxies and with its certificates.
 */
export class WebSocketClient {
	readonly #socket: Duplex;
	readonly #listener: WebSocketListener;
	#received: Buffer = Buffer.alloc(0);
	#fragments: Buffer[] = [];
	#isEnded = false;

	private constructor(socket: Duplex, listener: WebSocketListener) {
		this.#socket = socket;
		this.#listener = listener;
		socket.on('data', (chunk: Buffer) => this.#take(chunk));
		socket.on('error', error => this.#end(error.message));
		socket.on('close', () => this.#end(t('the connection broke')));
	}

	static async open(
		client: ApiClient,
		call: ApiCall,
		listener: WebSocketListener,
		signal: AbortSignal,
	): Promise<WebSocketClient> {
		const { socket, head, headers } = await client.upgrade(call, signal);
		if (headers['sec-websocket-protocol'] !== call.upgrade) {
			socket.destroy();
			throw new Unanswered('protocol', t('The API server does not speak {0}.', call.upgrade ?? ''));
		}
		const opened = new WebSocketClient(socket, listener);
		signal.addEventListener('abort', () => opened.close(), { once: true });
		opened.#take(head);
		return opened;
	}

	/** Gives false where the other end should be given time. */
	send(message: Buffer): boolean {
		return this.#socket.write(frameOf(opcodes.binary, message));
	}

	onDrain(listener: () => void): void {
		this.#socket.on('drain', listener);
	}

	close(): void {
		if (!this.#isEnded) {
			this.#socket.write(frameOf(opcodes.close, Buffer.from([0x03, 0xe8])));
		}
		this.#end();
	}

	#end(problem?: string): void {
		if (this.#isEnded) {
			return;
		}
		this.#isEnded = true;
		this.#socket.on('error', () => undefined).end();
		this.#socket.destroy();
		this.#listener.end(problem);
	}

	#take(chunk: Buffer): void {
		this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
		while (!this.#isEnded) {
			const frame = readFrame(this.#received);
			if (frame === 'too large') {
				return this.#end(t('the server sent what is no WebSocket'));
			}
			if (frame === undefined) {
				return;
			}
			this.#received = this.#received.subarray(frame.length);
			this.#react(frame);
		}
	}

	#react({ opcode, isFinal, payload }: Frame): void {
		switch (opcode) {
			case opcodes.ping:
				this.#socket.write(frameOf(opcodes.pong, payload));
				return;
			case opcodes.pong:
				return;
			case opcodes.close:
				return this.#end(closeProblem(payload));
			default:
				this.#fragments.push(payload);
				if (isFinal) {
					const whole = this.#fragments.length === 1 ? payload : Buffer.concat(this.#fragments);
					this.#fragments = [];
					this.#listener.message(whole);
				}
		}
	}
}

interface Frame {
	readonly opcode: number;
	readonly isFinal: boolean;
	readonly payload: Buffer;
	/** Of the whole frame, in bytes. */
	readonly length: number;
}

/** `undefined` while not all of it has come. Servers do not mask. */
function readFrame(bytes: Buffer): Frame | 'too large' | undefined {
	const [first, second] = bytes;
	if (first === undefined || second === undefined) {
		return undefined;
	}
	const short = second & 0x7f;
	const start = short === 126 ? 4 : short === 127 ? 10 : 2;
	if (bytes.length < start) {
		return undefined;
	}
	const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
	if (size > largestFrame || (second & 0x80) !== 0) {
		return 'too large';
	}
	const length = start + size;
	return bytes.length < length
		? undefined
		: { opcode: first & 0x0f, isFinal: (first & 0x80) !== 0, payload: bytes.subarray(start, length), length };
}

/** Clients mask what they send. */
function frameOf(opcode: number, payload: Buffer): Buffer {
	const size = payload.length;
	const head = Buffer.alloc(size < 126 ? 6 : size < 65_536 ? 8 : 14);
	head[0] = 0x80 | opcode;
	head[1] = 0x80 | (size < 126 ? size : size < 65_536 ? 126 : 127);
	if (size >= 65_536) {
		head.writeBigUInt64BE(BigInt(size), 2);
	} else if (size >= 126) {
		head.writeUInt16BE(size, 2);
	}
	const mask = crypto.getRandomValues(new Uint8Array(4));
	head.set(mask, head.length - 4);
	const masked = Buffer.allocUnsafe(size);
	for (let at = 0; at < size; at++) {
		masked[at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
	}
	return Buffer.concat([head, masked]);
}

/** 1000 is the ordinary end; the reason is in the server's words. */
function closeProblem(payload: Buffer): string | undefined {
	const code = payload.length >= 2 ? payload.readUInt16BE(0) : 1000;
	return code === 1000 ? undefined : `${code} ${payload.subarray(2).toString('utf8')}`.trim();
}
