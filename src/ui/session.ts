import type { Run } from '../app/diagnose.ts';
import type { Report } from '../core/diagnose.ts';
import { Emitter } from './emitter.ts';

/** Where reports come from: a saved connection, or a file that somebody opened. */
export interface Source {
	/** Stable over runs; also part of the ids of tree items. */
	readonly key: string;
	readonly name: string;
	readonly kind: 'connection' | 'recording' | 'import' | 'kubernetes';
	readonly skipVerify: boolean;
}

export interface SessionRun extends Run {
	readonly source: Source;
	/** The report as it was judged, before comments in files suppressed anything of it. */
	readonly judged: Report;
	/** The files in which findings have their place: path as shown → URI. */
	readonly files: ReadonlyMap<string, string>;
	/** Check id → title, in English. */
	readonly titles: ReadonlyMap<string, string>;
}

/** What this window has learned so far: the last two runs of each source. Nothing of it is written anywhere. */
export class Session {
	readonly #runs = new Map<string, readonly SessionRun[]>();
	readonly #running = new Map<string, Promise<SessionRun | undefined>>();
	readonly #changed = new Emitter<void>();
	/** A run began or ended, or was forgotten. */
	readonly onDidChange = this.#changed.event;

	latest(key: string): SessionRun | undefined {
		return this.#runs.get(key)?.[0];
	}

	previous(key: string): SessionRun | undefined {
		return this.#runs.get(key)?.[1];
	}

	/** The latest run of each source, in the order in which the sources first appeared. */
	all(): SessionRun[] {
		return [...this.#runs.values()].flatMap(runs => runs.slice(0, 1));
	}

	isRunning(key?: string): boolean {
		return key === undefined ? this.#running.size > 0 : this.#running.has(key);
	}

	add(run: SessionRun): void {
		this.#runs.set(run.source.key, [run, ...(this.#runs.get(run.source.key) ?? [])].slice(0, 2));
		this.#changed.fire();
	}

	forget(key: string): void {
		this.#runs.delete(key);
		this.#changed.fire();
	}

	/** Starts a run of a source; while one is under way, another call joins it. `undefined` when it was cancelled. */
	run(key: string, start: () => Promise<SessionRun | undefined>): Promise<SessionRun | undefined> {
		const running = this.#running.get(key) ?? this.#begin(key, start);
		return running;
	}

	#begin(key: string, start: () => Promise<SessionRun | undefined>): Promise<SessionRun | undefined> {
		const running = start()
			.then(run => {
				if (run) {
					this.add(run);
				}
				return run;
			})
			.finally(() => {
				this.#running.delete(key);
				this.#changed.fire();
			});
		this.#running.set(key, running);
		this.#changed.fire();
		return running;
	}
}
