import { leavesOf, Visited } from './bbolt-bucket.ts';
import type { PageHeader } from './bbolt-page.ts';
import type { Database } from './database.ts';
import type { KeyTally } from './key-statistics.ts';
import { mapKeyOf } from './live-keys.ts';
import type { Revision } from './mvcc-revision.ts';
import { changesOf } from './stored-keys.ts';

/** A key and where all its stored changes are. */
export interface IndexedKey extends KeyTally {
	/** Newest first, each as two numbers: the transaction, and the change in it with the mark of a deletion. */
	readonly changes: number[];
}

/** Every stored change by its key, without values. It is filled from the newest change on, so that it is true before it is whole. */
export interface KeyIndex {
	/** By `mapKeyOf`. */
	readonly keys: ReadonlyMap<string, IndexedKey>;
	readonly changes: number;
	/** Every change was read; otherwise those from `oldest` on. */
	readonly isWhole: boolean;
	readonly oldest: number | undefined;
	/** Pages that are in use, of all buckets; undefined until it is whole. */
	readonly usedPages: number | undefined;
}

/** A file may hold more changes than memory holds keys. */
const mostIndexedChanges = 2_000_000;

export interface IndexOptions {
	/** Keys as they were at this revision: later changes are left out. So what was too much for one index is seen in the next. */
	readonly asOf?: number;
	readonly mostChanges?: number;
}

/** Fills an index that can be looked at meanwhile: the one that is yielded. */
export function* indexKeys(
	database: Database,
	{ asOf, mostChanges = mostIndexedChanges }: IndexOptions = {},
): Generator<KeyIndex, KeyIndex> {
	const keys = new Map<string, IndexedKey>();
	const index = {
		keys,
		changes: 0,
		isWhole: false,
		oldest: undefined as number | undefined,
		usedPages: undefined as number | undefined,
	};
	const used = new Visited();
	const onPage = (page: PageHeader) => void used.add(page);
	const before = asOf === undefined ? undefined : { main: asOf + 1, sub: 0, isTombstone: false };
	for (const { key, value, revision } of changesOf(database, { reverse: true, onPage, ...(before && { before }) })) {
		if (index.changes >= mostChanges && revision.main !== index.oldest) {
			return index;
		}
		add(keys, mapKeyOf(key), revision, key.length + value.length);
		index.changes++;
		index.oldest = revision.main;
		yield index;
	}
	index.isWhole = true;
	index.usedPages = asOf === undefined ? used.count + otherPages(database) : undefined;
	return index;
}

function add(keys: Map<string, IndexedKey>, name: string, revision: Revision, bytes: number): void {
	const known = keys.get(name);
	const entry = known ?? { changes: [], revisions: 0, bytes: 0, liveBytes: revision.isTombstone ? 0 : bytes };
	entry.changes.push(revision.main, revision.sub * 2 + (revision.isTombstone ? 1 : 0));
	entry.revisions++;
	entry.bytes += bytes;
	if (!known) {
		keys.set(name, entry);
	}
}

/** The metas, and the other buckets with the bucket of buckets. */
function otherPages(database: Database): number {
	const { pages } = database;
	let used = 2;
	const onPage = ({ overflow }: { readonly overflow: number }) => (used += overflow + 1);
	for (const bucket of database.buckets()) {
		if (bucket.text !== 'key' && !bucket.inline) {
			Array.from(leavesOf(pages, bucket, { visited: new Visited(), onPage }));
		}
	}
	return used + 1;
}

/** The stored changes of a key, newest first. */
export function* changesIn({ changes }: IndexedKey): Generator<Revision> {
	for (let at = 0; at + 1 < changes.length; at += 2) {
		const [main = 0, rest = 0] = changes.slice(at, at + 2);
		yield { main, sub: Math.floor(rest / 2), isTombstone: rest % 2 === 1 };
	}
}

/** Whether the key exists; a deletion is its last change otherwise. */
export function isLive({ changes }: IndexedKey): boolean {
	return (changes[1] ?? 1) % 2 === 0;
}
