import { basename } from 'node:path';
import { fastCrc32c } from '../../adapters/files/digests.ts';
import type { KeyUse, StoredDatabase, Voting } from '../../core/disk-facts.ts';
import { checkStructure } from '../../disk/bbolt-check.ts';
import { alarmsOf, authOf, clusterOf, leasesOf, membersOf, removedMembersOf } from '../../disk/cluster-buckets.ts';
import type { Database } from '../../disk/database.ts';
import { compactRevisionOf, hashKv } from '../../disk/hash-kv.ts';
import { keyStatistics, type KeyStatistics, type KeyTally } from '../../disk/key-statistics.ts';
import { bytesOf } from '../../disk/live-keys.ts';
import { metaOf, type ConfState } from '../../disk/meta-bucket.ts';
import { finish } from '../../adapters/breaths.ts';
import { newestRevision, trailerOf } from './hash.ts';
import { printable } from './printable.ts';
import { topKeys } from './top-keys.ts';
import type { Target } from './target.ts';

const topCount = 5;

/** What the database of a path holds, and whether it holds together. */
export async function storedDatabase(target: Target, signal: AbortSignal): Promise<StoredDatabase> {
	const path = target.databasePath;
	const contents = await target.readDatabase(database => contentsOf(database, signal), { isEtcds: true });
	const isAlone = path === target.path && basename(path) !== 'db';
	return { ...contents, path, isAlone, trailer: await trailerOf(target, signal) };
}

async function contentsOf(database: Database, signal: AbortSignal) {
	const { pageSize, meta } = database.pages;
	const structure = await finish(checkStructure(database.pages), signal);
	return {
		...placesOf(database),
		pageSize,
		txid: meta.txid,
		sizeBytes: database.sizeBytes,
		inUseBytes: structure.reachable * pageSize,
		isFreelistSynced: structure.isFreelistSynced,
		entries: structure.keys,
		...membershipOf(database),
		leases: Array.from(leasesOf(database)).length,
		auth: authTally(database),
		keySpace: keySpaceOf(await finish(keyStatistics(database), signal)),
	};
}

/** Where it stands in the log and in time. */
function placesOf(database: Database) {
	const { consistentIndex, term, confState, storageVersion } = metaOf(database);
	return {
		revision: newestRevision(database),
		compactRevision: compactRevisionOf(database),
		...(consistentIndex !== undefined && { consistentIndex }),
		...(term !== undefined && { term }),
		...(confState && { confState: votingOf(confState) }),
		...(storageVersion !== undefined && { storageVersion }),
	};
}

function votingOf({ voters, learners }: ConfState): Voting {
	return { voters, learners };
}

function membershipOf(database: Database) {
	const { version, downgradeTo } = clusterOf(database);
	return {
		...(version !== undefined && { clusterVersion: version }),
		...(downgradeTo !== undefined && { downgradeTarget: downgradeTo }),
		members: [...membersOf(database)],
		removedMembers: [...removedMembersOf(database)],
		alarms: [...alarmsOf(database)],
	};
}

function authTally(database: Database): StoredDatabase['auth'] {
	const { enabled, users, roles, revision } = authOf(database);
	return { enabled, users: users.length, roles: roles.length, ...(revision !== undefined && { revision }) };
}

function keySpaceOf(statistics: KeyStatistics): StoredDatabase['keySpace'] {
	const top = (sizeOf: (tally: KeyTally) => number): KeyUse[] =>
		topKeys(statistics, topCount, sizeOf).map(([name, tally]) => ({ key: printable(bytesOf(name)), ...tally }));
	return { ...statistics.total, hottest: top(tally => tally.revisions), largest: top(tally => tally.liveBytes) };
}

/** HashKV of a path at a revision, as the member would answer it. */
export async function storedHash(target: Target, revision: number, signal: AbortSignal) {
	return target.readDatabase(async database => finish(hashKv(database, await fastCrc32c(), revision), signal), {
		follow: true,
	});
}
