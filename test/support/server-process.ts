import type { ChildProcess } from 'node:child_process';
import { endChild, start } from '../../scripts/setup/exec.mjs';

/** One server of a test: started, held, resumed and ended, with the end of what it printed. */
export class ServerProcess {
	readonly #name: string;
	readonly #command: string;
	readonly #args: readonly string[];
	#child: ChildProcess | undefined;
	#ended: Promise<void> = Promise.resolve();
	#log = '';

	constructor(name: string, command: string, args: readonly string[]) {
		this.#name = name;
		this.#command = command;
		this.#args = args;
	}

	get pid(): number | undefined {
		return this.#child?.pid;
	}

	log(): string {
		return this.#log;
	}

	launch(): void {
		const child = start(this.#command, [...this.#args], { stdio: ['ignore', 'pipe', 'pipe'] });
		const keep = (data: Buffer): void => {
			this.#log = `${this.#log}${data.toString()}`.slice(-200_000);
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

	/** Waits until `isReady`; fails with what was printed when the process ends before or takes too long. */
	async ready(isReady: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			if (this.#child === undefined) throw new Error(`${this.#name} ended while starting:\n${this.#log.slice(-4000)}`);
			if (await isReady()) return;
			await new Promise(resolve => setTimeout(resolve, 50));
		}
		throw new Error(`${this.#name} was not ready after ${timeoutMs} ms:\n${this.#log.slice(-4000)}`);
	}

	pause(): void {
		this.#child?.kill('SIGSTOP');
	}

	resume(): void {
		this.#child?.kill('SIGCONT');
	}

	async end(signal: NodeJS.Signals): Promise<void> {
		if (this.#child) endChild(this.#child, signal);
		await this.#ended;
	}
}
