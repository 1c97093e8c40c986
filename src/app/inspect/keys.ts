import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { compactRevisionOf } from '../../disk/hash-kv.ts';
import { bytesOf, changeAt, liveKeys } from '../../disk/live-keys.ts';
import type { KeyValue } from '../../disk/key-value.ts';
import type { Database } from '../../disk/database.ts';
import { changesOf, type StoredChange } from '../../disk/stored-keys.ts';
import { bucketEntries } from './bucket-entries.ts';
import { finish, inBreaths } from '../../adapters/breaths.ts';
import { bytesField, printable } from './printable.ts';
import type { InspectOptions, Row, Subcommand } from './subcommand.ts';
import type { Target } from './target.ts';
import { shownValue, wholeValue } from './shown-value.ts';
import { Values } from './values.ts';

/** The keys as they are at a revision, or every stored change of them. */
export const keys: Subcommand = {
	layout: 'table',
	columns: () => ({
		shownKey: t('key'),
		modRevision: t('revision'),
		version: t('version'),
		valueBytes: t('bytes'),
		lease: t('lease'),
		deleted: t('deleted'),
		shownValue: t('value'),
	}),
	async *rows(target, options, signal) {
		const rows = options.bucket !== undefined ? bucketEntries : options.revisions ? allRevisions : keysNow;
		let left = options.limit ?? Infinity;
		for await (const row of rows(target, options, signal)) {
			if (left-- <= 0) {
				return;
			}
			yield row;
		}
	},
};

async function* keysNow(target: Target, options: InspectOptions, signal: AbortSignal): AsyncGenerator<Row> {
	const accept = prefixFilter(options.prefix);
	const live = await target.readDatabase(
		database => {
			refuseCompacted(database, options.revision);
			return finish(liveKeys(database, options.revision, accept), signal);
		},
		{ follow: true },
	);
	const names = [...live.keys()].sort();
	const values = options.decode ? new Values(target) : undefined;
	for await (const name of inBreaths(options.reverse ? names.reverse() : names, signal)) {
		const { revision, createRevision, version, valueBytes, lease } = live.get(name) ?? {};
		const key = bytesOf(name);
		const pair = revision && values?.at(revision);
		yield {
			...keyFields(key),
			createRevision,
			modRevision: revision?.main,
			version,
			valueBytes,
			lease,
			...(pair && shownValue(key, pair.value, options.reveal)),
		};
	}
	values?.end();
}

async function* allRevisions(target: Target, options: InspectOptions, signal: AbortSignal): AsyncGenerator<Row> {
	const accept = prefixFilter(options.prefix);
	const database = target.etcdDatabase({ follow: true });
	try {
		for await (const change of inBreaths(changesOf(database, { reverse: options.reverse ?? false }), signal)) {
			if (accept(change.key) && change.revision.main <= (options.revision ?? Infinity)) {
				yield changeRow(change, options);
			}
		}
	} finally {
		target.take(database);
	}
}

function changeRow(change: StoredChange, { decode, reveal }: InspectOptions): Row {
	const { revision, key, value, createRevision, version, lease } = change;
	return {
		...keyFields(key),
		createRevision,
		modRevision: revision.main,
		subRevision: revision.sub,
		version,
		valueBytes: value.length,
		lease,
		deleted: revision.isTombstone,
		...(decode && !revision.isTombstone && shownValue(key, value, reveal)),
	};
}

/** What one key is at a revision. */
export const get: Subcommand = {
	layout: 'card',
	columns: () => ({
		shownKey: t('key'),
		createRevision: t('created at revision'),
		modRevision: t('revision'),
		version: t('version'),
		lease: t('lease'),
		valueBytes: t('bytes'),
		shownWhat: t('kind of value'),
		shownText: t('value'),
	}),
	async *rows(target, { argument, revision, reveal }, signal) {
		if (argument === undefined) {
			throw new ExpectedError(t('Say which key: inspect PATH get KEY.'));
		}
		const key = new TextEncoder().encode(argument);
		const found = await target.readDatabase(
			database => {
				refuseCompacted(database, revision);
				return finish(valueOf(database, key, revision), signal);
			},
			{ follow: true },
		);
		if (!found) {
			const [damage] = target.damages;
			throw new ExpectedError(
				damage
					? t('The key {0} is not in what can be read; the database is damaged: {1}', argument, damage.message)
					: t('There is no key {0}.', argument),
			);
		}
		const { createRevision, modRevision, version, lease, value } = found;
		yield {
			...keyFields(key),
			createRevision,
			modRevision,
			version,
			lease,
			...wholeValue(key, value, reveal),
		};
	},
};

function* valueOf(
	database: Database,
	key: Uint8Array,
	revision: number | undefined,
): Generator<undefined, KeyValue | undefined> {
	const live = yield* liveKeys(database, revision, other => isSame(other, key));
	const [last] = live.values();
	const pair = last && changeAt(database, last.revision);
	// Kept while the file is looked at once more.
	return pair && { ...pair, value: new Uint8Array(pair.value) };
}

/** What was removed is not as it was: to show the rest as if it were all would be wrong. */
export function refuseCompacted(database: Database, revision: number | undefined): void {
	const compacted = compactRevisionOf(database);
	if (revision !== undefined && revision < compacted) {
		throw new ExpectedError(
			t('Revision {0} has been compacted away; the oldest that is whole is {1}.', revision, compacted),
		);
	}
}

export function prefixFilter(prefix = ''): (key: Uint8Array) => boolean {
	const bytes = new TextEncoder().encode(prefix);
	return key => bytes.every((byte, at) => key[at] === byte);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function keyFields(key: Uint8Array): Row {
	return { ...bytesField('key', key), shownKey: printable(key) };
}
