import { Duplex } from 'node:stream';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';
import type { Dial } from '../etcd/access.ts';
import { Unanswered } from '../etcd/silence.ts';
import type { ApiClient } from './api-client.ts';
import { apiCalls } from './calls.ts';
import { forwardSilence } from './stream-refusal.ts';
import { WebSocketClient } from './websocket.ts';

/** Channels of one forwarded port: bytes, and what the kubelet complains of. Each begins with the port's number. */
const channels = { data: 0, error: 1 } as const;
const largestMessage = 32 * 1024;

/** Reaches a port of a pod through the API server, whatever host and port are asked for. Each call is a connection. */
export function forwardTo(client: ApiClient, namespace: string, pod: string, port: number): Dial {
	return async (_host, _port, signal) => {
		try {
			const stream = new ForwardedPort();
			await stream.open(client, namespace, pod, port, signal);
			return stream;
		} catch (error) {
			throw forwardSilence(error, `${namespace}/${pod}`, 'portforward');
		}
	};
}

class ForwardedPort extends Duplex {
	#socket: WebSocketClient | undefined;
	#announced = new Set<number>();
	#problem = '';
	#onDrain: (() => void) | undefined;

	async open(client: ApiClient, namespace: string, pod: string, port: number, signal: AbortSignal): Promise<void> {
		this.#socket = await WebSocketClient.open(
			client,
			apiCalls.portForward(namespace, pod, port),
			{ message: bytes => this.#take(bytes), end: problem => this.#finish(problem) },
			signal,
		);
		this.#socket.onDrain(() => {
			this.#onDrain?.();
			this.#onDrain = undefined;
		});
	}

	/** What Node's agents call on every connection that they keep; there is no TCP of our own here. */
	setKeepAlive(): this {
		return this;
	}

	setTimeout(): this {
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}

	override _read(): void {
		// Frames are pushed as they come: answers of etcd are small.
	}

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
		let isFree = true;
		for (let at = 0; at < chunk.length; at += largestMessage) {
			const part = chunk.subarray(at, at + largestMessage);
			isFree = this.#socket?.send(Buffer.concat([Buffer.from([channels.data]), part])) ?? true;
		}
		if (isFree) {
			done();
		} else {
			this.#onDrain = done;
		}
	}

	override _final(done: () => void): void {
		done();
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		this.#socket?.close();
		done(error);
	}

	#take(message: Buffer): void {
		const channel = message[0] ?? -1;
		// The first message of a channel tells the port, and nothing else.
		if (!this.#announced.has(channel)) {
			this.#announced.add(channel);
			message = message.subarray(2);
		}
		const bytes = message.subarray(1);
		if (channel === channels.data && bytes.length > 0) {
			this.push(bytes);
		} else if (channel === channels.error) {
			this.#problem += bytes.toString('utf8');
		}
		if (this.#problem !== '') {
			const said = plain(this.#problem.trim(), 400);
			this.destroy(
				Object.assign(new Unanswered('tcp', t('The kubelet could not reach the port in the pod: {0}', said))),
			);
		}
	}

	#finish(problem: string | undefined): void {
		if (problem === undefined) {
			this.push(null);
		} else if (!this.destroyed) {
			this.destroy(new Error(problem));
		}
	}
}
