import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { endChild, start } from '../../scripts/setup/exec.mjs';
import type { EtcdBinaries } from './etcd-binaries.ts';
import type { ClientTls } from './load.ts';
import type { TcpProxy } from './tcp-proxy.ts';

const logLimit = 4_000_000;

export interface MemberConfig {
	name: string;
	binaries: EtcdBinaries;
	clientUrl: string;
	peerUrl: string;
	metricsUrl?: string | undefined;
	dataDir: string;
	/** Without the initial cluster, which is known only when the member is first started. */
	flags: readonly string[];
	tls?: ClientTls | undefined;
	peerProxy?: TcpProxy | undefined;
}

/** The machine's own ETCD… variables would configure the members behind the test's back. */
export function cleanEnv(): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !/^ETCD(CTL)?_/.test(name));
	// 3.4 refuses arm64 unless told; other machines do not read this.
	return { ...Object.fromEntries(kept), ...(process.arch === 'arm64' ? { ETCD_UNSUPPORTED_ARCH: 'arm64' } : {}) };
}

/** One etcd process and what may be done to it. */
export class Member {
	readonly name: string;
	readonly clientUrl: string;
	readonly peerUrl: string;
	readonly metricsUrl: string | undefined;
	readonly dataDir: string;
	readonly binaries: EtcdBinaries;
	readonly peerProxy: TcpProxy | undefined;
	/** Set for a learner, which does not answer /health as healthy. */
	learner = false;
	readonly #config: MemberConfig;
	#initial: readonly string[] = [];
	#child: ChildProcess | undefined;
	#ended: Promise<void> = Promise.resolve();
	#log: string[] = [];
	#logLength = 0;

	constructor(config: MemberConfig) {
		this.#config = config;
		this.name = config.name;
		this.clientUrl = config.clientUrl;
		this.peerUrl = config.peerUrl;
		this.metricsUrl = config.metricsUrl;
		this.dataDir = config.dataDir;
		this.binaries = config.binaries;
		this.peerProxy = config.peerProxy;
	}

	get running(): boolean {
		return this.#child !== undefined;
	}

	get pid(): number | undefined {
		return this.#child?.pid;
	}

	/** What it printed, over all its starts; the latest part when it is very much. */
	log(): string {
		return this.#log.join('');
	}

	/** Starts the process without waiting for anything. */
	launch(initial: readonly string[] = this.#initial): void {
		this.#initial = initial;
		const child = start(this.binaries.etcd, [...this.#config.flags, ...initial], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: cleanEnv(),
		});
		const keep = (data: Buffer): void => {
			const text = data.toString();
			this.#log.push(text);
			this.#logLength += text.length;
			while (this.#logLength > logLimit) this.#logLength -= this.#log.shift()?.length ?? 0;
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		this.#child = child;
		this.#ended = new Promise(resolve => {
			const gone = (): void => {
				this.#child = undefined;
				resolve();
			};
			child.once('close', gone);
			child.once('error', error => {
				keep(Buffer.from(String(error)));
				gone();
			});
		});
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		if (this.#child) endChild(this.#child, signal);
		await this.#ended;
	}

	/** As a crash: nothing is flushed and nobody is told. */
	kill(): Promise<void> {
		return this.#end('SIGKILL');
	}

	/** As systemd stops it. */
	stop(): Promise<void> {
		return this.#end('SIGTERM');
	}

	/** The process hangs: its connections stay open and nothing is answered. */
	pause(): void {
		this.#child?.kill('SIGSTOP');
	}

	resume(): void {
		this.#child?.kill('SIGCONT');
	}

	async restart(): Promise<void> {
		this.resume();
		await this.stop();
		this.launch();
		await this.ready();
	}

	/** A GET of its client address with a certificate that is always accepted; undefined when nothing answers. */
	get(path: string): Promise<{ status: number; body: string } | undefined> {
		const { tls } = this.#config;
		return new Promise(resolve => {
			const options = { timeout: 2000, agent: false };
			const sent =
				tls === undefined
					? httpRequest(new URL(path, this.clientUrl), options)
					: httpsRequest(new URL(path, this.clientUrl), {
							...options,
							cert: readFileSync(tls.cert),
							key: readFileSync(tls.key),
							// A test may give the server a bad certificate on purpose; that is not the harness's to judge.
							rejectUnauthorized: false,
						});
			sent.on('response', response => {
				let body = '';
				response.on('data', data => (body += data));
				response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
				response.on('error', () => resolve(undefined));
			});
			sent.on('timeout', () => sent.destroy());
			sent.on('error', () => resolve(undefined));
			sent.end();
		});
	}

	/** Waits until it serves: a voter when a linearizable read succeeds, a learner when it answers at all. */
	async ready(timeoutMs = 30_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			if (!this.running) throw new Error(`etcd ${this.name} ended while starting:\n${this.log().slice(-4000)}`);
			const answer = await this.get(this.learner ? '/version' : '/health');
			if (answer?.status === 200 && (this.learner || answer.body.includes('"health":"true"'))) return;
			await new Promise(resolve => setTimeout(resolve, 50));
		}
		throw new Error(`etcd ${this.name} was not ready after ${timeoutMs} ms:\n${this.log().slice(-4000)}`);
	}
}
