import { readFileSync } from 'node:fs';
import { Client, credentials, type ChannelCredentials } from '@grpc/grpc-js';

export interface ClientTls {
	ca: string;
	cert: string;
	key: string;
}

export interface Load {
	/** How many puts were answered well so far. */
	readonly puts: number;
	/** Ends it when the puts under way are answered. */
	stop(): Promise<{ puts: number; failed: number; putsPerSecond: number }>;
}

function channelCredentials(tls: ClientTls | undefined): ChannelCredentials {
	if (tls === undefined) return credentials.createInsecure();
	return credentials.createSsl(readFileSync(tls.ca), readFileSync(tls.key), readFileSync(tls.cert));
}

function varint(value: number): Buffer {
	const bytes: number[] = [];
	for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
	return Buffer.from([...bytes, value]);
}

/** A PutRequest by hand (key is field 1, value field 2): writing load must not depend on the client under test. */
function putRequest({ key, value }: { key: string; value: Buffer }): Buffer {
	const bytes = Buffer.from(key);
	return Buffer.concat([
		Buffer.from([0x0a]),
		varint(bytes.length),
		bytes,
		Buffer.from([0x12]),
		varint(value.length),
		value,
	]);
}

/** Writes keys to one member over one connection. */
export class Writer {
	readonly #client: Client;

	constructor(url: string, tls?: ClientTls) {
		this.#client = new Client(new URL(url).host, channelCredentials(tls));
	}

	put(key: string, value: Buffer, deadlineMs = 10_000): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#client.makeUnaryRequest(
				'/etcdserverpb.KV/Put',
				putRequest,
				answer => answer,
				{ key, value },
				{ deadline: Date.now() + deadlineMs },
				error => (error ? reject(error) : resolve()),
			);
		});
	}

	/** Writes `bytes` of values of `valueBytes` each, under keys of their own, some at a time; gives the keys' number. */
	async fill(bytes: number, { prefix = 'fill', valueBytes = 64 * 1024, keys = Infinity } = {}): Promise<number> {
		const count = Math.ceil(bytes / valueBytes);
		let next = 0;
		const worker = async (): Promise<void> => {
			while (next < count) {
				const index = next++;
				const value = Buffer.alloc(valueBytes, `${index} `);
				await this.put(`${prefix}/${String(index % keys).padStart(8, '0')}`, value);
			}
		};
		await Promise.all(Array.from({ length: 16 }, worker));
		return Math.min(count, keys);
	}

	close(): void {
		this.#client.close();
	}
}

/** How many puts wait for their answer at most. */
const mostUnderWay = 512;

/**
 * Keeps writing small values at that rate, or at what the cluster can take when it is less. What a busy machine did not
 * send in time is not made up for later: a burst would be a fault of its own.
 */
export function startLoad(writers: readonly Writer[], putsPerSecond: number, valueBytes = 100): Load {
	const since = performance.now();
	const value = Buffer.alloc(valueBytes, 'load');
	const underWay = new Set<Promise<void>>();
	let [sent, puts, failed, due] = [0, 0, 0, 0];
	let last = since;
	const send = (): void => {
		const writer = writers[sent % writers.length];
		if (writer === undefined) throw new Error('Load needs a member to write to.');
		const put = writer
			.put(`load/${sent % 10_000}`, value)
			.then(
				() => (puts += 1),
				() => (failed += 1),
			)
			.then(() => {
				underWay.delete(put);
			});
		underWay.add(put);
		sent += 1;
	};
	const tick = (): void => {
		const now = performance.now();
		due = Math.min(due + ((now - last) / 1000) * putsPerSecond, mostUnderWay);
		last = now;
		for (; due >= 1 && underWay.size < mostUnderWay; due -= 1) send();
	};
	const timer = setInterval(tick, 5);
	return {
		get puts() {
			return puts;
		},
		async stop() {
			clearInterval(timer);
			await Promise.all(underWay);
			return { puts, failed, putsPerSecond: puts / ((performance.now() - since) / 1000) };
		},
	};
}

/** Waits for a second in which that many puts were answered: a busy machine is not always able to. */
export async function reached(load: Load, putsPerSecond: number): Promise<void> {
	const deadline = Date.now() + 40_000;
	for (;;) {
		const [puts, since] = [load.puts, performance.now()];
		await new Promise(resolve => setTimeout(resolve, 1000));
		if (load.puts - puts >= (putsPerSecond * (performance.now() - since)) / 1000) return;
		if (Date.now() > deadline) throw new Error(`This machine does not make ${putsPerSecond} puts/s.`);
	}
}
