import type { FileHandle } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

interface Order {
	readonly fd: number;
	readonly bytes: Uint8Array;
	readonly summed: Uint8Array;
}

/** A failure loses its properties on the way from one thread to another. */
interface Failure {
	readonly message: string;
	readonly details: object;
}

/**
 * Writes a file and sums it up (SHA-256) in a thread of its own, one piece after the other while it is still in the
 * processor's cache: what comes need not wait for the disk, nor for the sum. Pieces in shared memory are not copied; they must
 * stay as they are until `write` has answered.
 */
export class WriterThread {
	readonly #fd: number;
	readonly #worker = new Worker(`(${work.toString()})()`, { eval: true });
	/** In the order of what was sent: each is answered. */
	readonly #waiting: PromiseWithResolvers<Uint8Array>[] = [];

	constructor({ fd }: FileHandle) {
		this.#fd = fd;
		this.#worker.on('message', (answer: Uint8Array | Failure) => {
			const waiting = this.#waiting.shift();
			return answer instanceof Uint8Array ? waiting?.resolve(answer) : waiting?.reject(errorOf(answer));
		});
		this.#worker.on('error', error => this.#waiting.splice(0).forEach(({ reject }) => reject(error)));
	}

	/** `summed` need not be what is written: the end of a file may be the sum itself. */
	async write(bytes: Uint8Array, summed: Uint8Array): Promise<void> {
		await this.#send({ fd: this.#fd, bytes, summed });
	}

	/** Of all that was summed up. */
	sum(): Promise<Uint8Array> {
		return this.#send('sum');
	}

	/** What is being written comes to its end first: afterwards the file may be closed. */
	async close(): Promise<void> {
		await this.#worker.terminate();
	}

	#send(order: Order | 'sum'): Promise<Uint8Array> {
		const answer = Promise.withResolvers<Uint8Array>();
		this.#waiting.push(answer);
		this.#worker.postMessage(order);
		return answer.promise;
	}
}

function errorOf({ message, details }: Failure): Error {
	return Object.assign(new Error(message), details);
}

/** Runs in the thread, which gets it as text: it knows nothing of this file. */
function work(): void {
	const { createHash } = process.getBuiltinModule('node:crypto');
	const { writeSync } = process.getBuiltinModule('node:fs');
	const { parentPort } = process.getBuiltinModule('node:worker_threads');
	const hash = createHash('sha256');
	const done = new Uint8Array();
	const carryOut = ({ fd, bytes, summed }: Order): Uint8Array => {
		// A write may take less than it is given.
		for (let at = 0; at < bytes.length;) {
			at += writeSync(fd, bytes, at);
		}
		hash.update(summed);
		return done;
	};
	parentPort?.on('message', (order: Order | 'sum') => {
		try {
			parentPort.postMessage(order === 'sum' ? hash.digest() : carryOut(order));
		} catch (error) {
			const failure = error instanceof Error ? error : new Error(String(error));
			parentPort.postMessage({ message: failure.message, details: { ...failure } });
		}
	});
}
