import type { Database } from './database.ts';
import { decodeKeyValue } from './key-value.ts';
import { metaOf } from './meta-bucket.ts';
import { revisionOf, type Revision } from './mvcc-revision.ts';
import type { Digest } from './reader.ts';

/** What the HashKV call of a member answers. */
export interface HashKv {
	readonly hash: number;
	readonly revision: number;
	readonly compactRevision: number;
}

/** -1 before the first compaction, as servers say it. */
const neverCompacted = -1;
const keyspace = new TextEncoder().encode('key');
const decoder = new TextDecoder('latin1');

/**
 * The checksum of the stored changes up to `revision` (the newest when undefined). Of those that a compaction may have taken
 * only what a compaction at `revision` would leave: of each key that exists then its last change. So members that removed
 * the old ones and members that did not yet agree.
 */
export function* hashKv(database: Database, digest: Digest<number>, revision?: number): Generator<undefined, HashKv> {
	const compactRevision = compactRevisionOf(database);
	const keep = yield* keptAt(database, compactRevision, revision ?? Infinity);
	digest.update(keyspace);
	let newest = Math.max(compactRevision, 1);
	for (const { key, value } of database.entries('key')) {
		const at = revisionOf(key);
		if (!at || at.main > (revision ?? Infinity)) {
			continue;
		}
		newest = at.main;
		// Where no key exists, servers leave nothing out.
		const isGone = at.main <= compactRevision && keep.size > 0 && !keep.has(nameOf(at));
		if (!isGone && !(at.isTombstone && at.main === compactRevision)) {
			digest.update(key);
			digest.update(value);
		}
		yield;
	}
	return { hash: digest.value(), revision: revision ?? newest, compactRevision };
}

export function compactRevisionOf(database: Database): number {
	const { finishedCompactRevision, scheduledCompactRevision } = metaOf(database);
	return Math.max(finishedCompactRevision ?? neverCompacted, scheduledCompactRevision ?? neverCompacted);
}

/** Of each key that exists at the revision the last change up to there; nothing where nothing was compacted. */
function* keptAt(database: Database, compactRevision: number, revision: number): Generator<undefined, Set<string>> {
	const latest = new Map<string, string>();
	for (const { key, value } of compactRevision < 0 ? [] : database.entries('key')) {
		const at = revisionOf(key);
		if (at && at.main > revision) {
			break;
		}
		const pair = at && decodeKeyValue(value);
		if (pair && at.isTombstone) {
			latest.delete(decoder.decode(pair.key));
		} else if (pair) {
			latest.set(decoder.decode(pair.key), nameOf(at));
		}
		yield;
	}
	return new Set(latest.values());
}

function nameOf({ main, sub }: Revision): string {
	return `${main}_${sub}`;
}
