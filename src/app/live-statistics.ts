import { keyPages } from '../adapters/etcd/key-pages.ts';
import { MemberClient } from '../adapters/etcd/member-client.ts';
import { Unanswered } from '../adapters/etcd/silence.ts';
import type { Connection } from '../core/connection.ts';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import { placeOf } from '../disk/key-statistics.ts';
import { mapKeyOf, bytesOf } from '../disk/live-keys.ts';
import { accessOf, givenUrls, type Secrets } from './diagnose.ts';
import { printable } from './inspect/printable.ts';
import type { Row } from './inspect/subcommand.ts';

export interface LiveStatisticsOptions {
	/** What one page may cost. */
	readonly timeoutMs: number;
	/** So many of the keys that are written most. */
	readonly limit: number;
	/** For those who wait. */
	readonly onKeys: (keys: number) => void;
}

export const liveColumns = () => ({ by: t('by'), name: t('name'), keys: t('keys'), writes: t('writes') });

interface Tally {
	keys: number;
	/** Since each key was created. */
	writes: number;
}

/** Everything that is not under one of as many groups is one group. */
const mostGroups = 10_000;

/**
 * What the keys of a running member come to, by resource and by namespace: never their values. It lists all keys, a page at
 * a time with rests between, at the first endpoint that answers; so only for those who asked for it.
 */
export async function liveStatistics(
	connection: Connection,
	secrets: Secrets,
	options: LiveStatisticsOptions,
	signal: AbortSignal,
): Promise<Row[]> {
	const access = await accessOf(connection, secrets);
	const urls = await givenUrls(connection, { timeoutMs: options.timeoutMs, signal });
	const silences: string[] = [];
	for (const url of urls) {
		const watch = new Watch(options.timeoutMs, signal);
		const client = new MemberClient(url, access, { timeoutMs: options.timeoutMs, signal: watch.signal });
		const tallies = new Tallies(options.limit);
		try {
			for await (const { keys } of keyPages(client, signal)) {
				watch.rewind();
				keys.forEach(({ key, version }) => tallies.add(key, version));
				options.onKeys(tallies.total.keys);
			}
			return [...tallies.rows()];
		} catch (error) {
			// Half of a list is none: what a member did not tell to the end is not shown.
			if (!(error instanceof Unanswered) || signal.aborted) {
				throw error;
			}
			silences.push(t('{0}: {1}', url, error.silence.message));
		} finally {
			watch.stop();
			client.close();
		}
	}
	throw new ExpectedError([t('Not one member could be asked.'), ...silences].join(' '));
}

/** Ends what takes longer than a page may: set back with every page. */
class Watch {
	readonly signal: AbortSignal;
	readonly #late = new AbortController();
	readonly #ms: number;
	#timer: NodeJS.Timeout;

	constructor(ms: number, signal: AbortSignal) {
		this.#ms = ms;
		this.signal = AbortSignal.any([signal, this.#late.signal]);
		this.#timer = setTimeout(() => this.#late.abort(), ms);
	}

	rewind(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#late.abort(), this.#ms);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}

class Tallies {
	readonly total: Tally = { keys: 0, writes: 0 };
	readonly #groups = new Map<string, Tally>();
	readonly #namespaces = new Map<string, Tally>();
	readonly #limit: number;
	/** Most written first. */
	#top: { readonly name: string; readonly writes: number }[] = [];

	constructor(limit: number) {
		this.#limit = limit;
	}

	add(key: Uint8Array, writes: number): void {
		const name = mapKeyOf(key);
		const [group, namespace] = placeOf(name.split('/', 6), name.startsWith('/'));
		[
			this.total,
			tallyOf(this.#groups, group),
			...(namespace === undefined ? [] : [tallyOf(this.#namespaces, namespace)]),
		].forEach(tally => {
			tally.keys++;
			tally.writes += writes;
		});
		if (this.#top.length < this.#limit || writes > (this.#top.at(-1)?.writes ?? 0)) {
			this.#top.push({ name, writes });
			this.#top = this.#top.sort((a, b) => b.writes - a.writes).slice(0, this.#limit);
		}
	}

	*rows(): Generator<Row> {
		yield { by: 'total', name: '', ...this.total };
		yield* rowsOf('resource', this.#groups);
		yield* rowsOf('namespace', this.#namespaces);
		for (const { name, writes } of this.#top) {
			yield { by: 'most writes', name: printable(bytesOf(name)), keys: 1, writes };
		}
	}
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
	const key = tallies.has(name) || tallies.size < mostGroups ? name : '…';
	const tally = tallies.get(key) ?? { keys: 0, writes: 0 };
	tallies.set(key, tally);
	return tally;
}

function* rowsOf(by: string, tallies: ReadonlyMap<string, Tally>): Generator<Row> {
	for (const [name, tally] of [...tallies].sort(([, a], [, b]) => b.keys - a.keys)) {
		yield { by, name: name === '…' ? name : printable(bytesOf(name)), ...tally };
	}
}
