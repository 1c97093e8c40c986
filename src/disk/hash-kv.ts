import type { Database } from './database.ts';
import { decodeKeyValue } from './key-value.ts';
import { metaOf } from './meta-bucket.ts';
import { revisionOf } from './mvcc-revision.ts';
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
 * The checksum of the stored changes up to `revision` (the newest when undefined) that a compaction at the compact
 * revision leaves: of each key its last change up to there, unless it was deleted. So members that removed the old ones
 * and members that did not yet agree.
 */
export function* hashKv(database: Database, digest: Digest<number>, revision?: number): Generator<undefined, HashKv> {
	const compactRevision = compactRevisionOf(database);
	const keep = yield* keptBy(database, compactRevision);
	digest.update(keyspace);
	let newest = Math.max(compactRevision, 1);
	for (const { key, value } of database.entries('key')) {
		const at = revisionOf(key);
		if (!at || at.main > (revision ?? Infinity)) {
			continue;
		}
		newest = at.main;
		const isOld = at.main <= compactRevision;
		if (!isOld || (keep.has(`${at.main}_${at.sub}`) && !(at.isTombstone && at.main === compactRevision))) {
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

/** Of each key the last change up to the compaction; a deletion only where it is of that very revision. */
function* keptBy(database: Database, compactRevision: number): Generator<undefined, Set<string>> {
	const latest = new Map<string, string>();
	for (const { key, value } of database.entries('key')) {
		const at = revisionOf(key);
		if (at && at.main > compactRevision) {
			break;
		}
		const pair = at && decodeKeyValue(value);
		if (pair && at.isTombstone && at.main !== compactRevision) {
			latest.delete(decoder.decode(pair.key));
		} else if (pair) {
			latest.set(decoder.decode(pair.key), `${at.main}_${at.sub}`);
		}
		yield;
	}
	return new Set(latest.values());
}
