import type { MemberDisk } from './disk-facts.ts';
import type { DocumentId, Member } from './facts.ts';
import { t } from './words.ts';

/** Why a cluster should not be started anew from a member's files. */
export interface Obstacle {
	readonly kind:
		| 'other-cluster'
		| 'removed'
		| 'not-a-voter'
		| 'corrupt'
		| 'damaged'
		| 'no-database'
		| 'no-log'
		| 'log-incomplete'
		| 'being-written';
	readonly message: string;
}

/** What one path holds, beside the others. */
export interface RankedDisk {
	readonly document: DocumentId;
	readonly memberId?: string;
	readonly memberName?: string;
	readonly clusterId?: string;
	/**
	 * The last entry that is known to be committed: the higher of what raft wrote down and what is in the database. A forced
	 * new cluster keeps all up to here; before etcd 3.5.22 and 3.6.1 only up to what raft wrote down.
	 */
	readonly committed?: number;
	/** Of the log. */
	readonly lastIndex?: number;
	readonly lastTerm?: number;
	readonly revision?: number;
	/** Entries behind the committed ones, which a forced new cluster discards. */
	readonly discarded: number;
	/** Entries that another of the cluster has committed and this one does not know to be. */
	readonly behind: number;
	/** None where a cluster can be started from it. */
	readonly obstacles: readonly Obstacle[];
}

/** Several members' files beside each other. */
export interface DiskComparison {
	/** The cluster that most of them are of; undefined where none tells. */
	readonly clusterId?: string;
	/** Best first: those without obstacles by what they hold, then the others by the same. */
	readonly ranked: readonly RankedDisk[];
	/** The first without obstacles. */
	readonly best?: RankedDisk;
	/** As the database tells that is furthest in the log. */
	readonly members: readonly Member[];
	/** Those of whom no files were given. */
	readonly unseen: readonly Member[];
	/** Whether files of more than half of the voters were given: only then every acknowledged write is among them. */
	readonly hasMajority: boolean;
	/** Members of whom more than one path was given. */
	readonly twice: readonly { readonly memberId: string; readonly documents: readonly DocumentId[] }[];
}

/** Which member holds most, and what stands against starting from it. Pure: the files were read before. */
export function compareDisks(disks: readonly MemberDisk[]): DiskComparison {
	const clusterId = mostFrequent(disks.map(disk => disk.clusterId).filter(id => id !== undefined));
	const own = disks.filter(disk => disk.clusterId === undefined || disk.clusterId === clusterId);
	const furthest = Math.max(0, ...own.map(disk => committedOf(disk) ?? 0));
	const ranked = disks.map(disk => rank(disk, clusterId, furthest)).sort(byWorth);
	const best = ranked.find(({ obstacles }) => obstacles.length === 0);
	const members = membersOf(own);
	const seen = new Set(own.map(disk => disk.memberId));
	const voters = members.filter(({ isLearner }) => !isLearner);
	return {
		...(clusterId !== undefined && { clusterId }),
		ranked,
		...(best && { best }),
		members,
		unseen: members.filter(({ id }) => !seen.has(id)),
		hasMajority: voters.filter(({ id }) => seen.has(id)).length * 2 > voters.length,
		twice: twiceOf(own),
	};
}

/** The last entry that is known to be committed. */
export function committedOf({ log, database }: MemberDisk): number | undefined {
	const known = [log?.commitIndex, database?.consistentIndex].filter(index => index !== undefined);
	return known.length === 0 ? undefined : Math.max(...known);
}

function rank(disk: MemberDisk, clusterId: string | undefined, furthest: number): RankedDisk {
	const { document, memberId, memberName, log, database } = disk;
	const committed = committedOf(disk);
	return {
		document,
		...(memberId !== undefined && { memberId }),
		...(memberName !== undefined && { memberName }),
		...(disk.clusterId !== undefined && { clusterId: disk.clusterId }),
		...(committed !== undefined && { committed }),
		...(log?.lastIndex !== undefined && { lastIndex: log.lastIndex }),
		...(log?.lastTerm !== undefined && { lastTerm: log.lastTerm }),
		...(database && { revision: database.revision }),
		discarded: log?.uncommitted.count ?? 0,
		behind: isOf(disk, clusterId) ? Math.max(0, furthest - (committed ?? 0)) : 0,
		obstacles: [...obstaclesOf(disk, clusterId)],
	};
}

function isOf(disk: MemberDisk, clusterId: string | undefined): boolean {
	return disk.clusterId === undefined || disk.clusterId === clusterId;
}

function* obstaclesOf(disk: MemberDisk, clusterId: string | undefined): Generator<Obstacle> {
	const { memberId = '', database, log } = disk;
	if (!isOf(disk, clusterId)) {
		yield { kind: 'other-cluster', message: t('It is of the cluster {0}.', disk.clusterId ?? '') };
	}
	if (!database) {
		yield { kind: 'no-database', message: t('There is no database that can be read.') };
	}
	if (log?.lastIndex === undefined) {
		yield { kind: 'no-log', message: t('There is no WAL that can be read: at best it can be restored as a snapshot.') };
	}
	if (disk.isMixed) {
		yield { kind: 'being-written', message: t('etcd wrote while it was read: stop it first.') };
	}
	if (log && database && isRemoved(disk)) {
		yield { kind: 'removed', message: t('The member {0} was removed from the cluster.', memberId) };
	} else if (log && database && !isVoter(disk)) {
		yield { kind: 'not-a-voter', message: t('The member {0} has no vote.', memberId) };
	}
	if (database?.alarms.some(alarm => alarm.alarm === 'CORRUPT' && [memberId, '0'].includes(alarm.memberId))) {
		yield { kind: 'corrupt', message: t('The alarm CORRUPT is raised for it.') };
	}
	if (disk.damages.kept.some(({ atEnd }) => !atEnd) || disk.damages.count > disk.damages.kept.length) {
		yield { kind: 'damaged', message: t('Its files are damaged.') };
	}
	if (isLogIncomplete(disk)) {
		yield { kind: 'log-incomplete', message: t('Entries are missing between its database and its WAL.') };
	}
}

/** Whether the member's own database counts it among the removed, or not among the members. */
export function isRemoved({ memberId, database }: MemberDisk): boolean {
	return (
		memberId !== undefined &&
		database !== undefined &&
		(database.removedMembers.includes(memberId) || !database.members.some(({ id }) => id === memberId))
	);
}

function isVoter({ memberId, database }: MemberDisk): boolean {
	const member = database?.members.find(({ id }) => id === memberId);
	const voters = database?.confState?.voters;
	return member?.isLearner === false && (voters === undefined || voters.includes(member.id));
}

/** Whether the log cannot bring the database up: entries between them are gone, or within the log. */
export function isLogIncomplete({ log, database }: MemberDisk): boolean {
	if (!log || database?.consistentIndex === undefined) {
		return log?.gapAfter !== undefined;
	}
	const { firstIndex = 0, lastIndex = 0, snapshotIndex = 0, gapAfter } = log;
	const applied = database.consistentIndex;
	// Behind a snapshot that was received the log may be empty.
	return gapAfter !== undefined || applied < firstIndex - 1 || applied > Math.max(lastIndex, snapshotIndex);
}

/** Terms are compared before indexes, as raft compares logs. */
function byWorth(a: RankedDisk, b: RankedDisk): number {
	return (
		Number(a.obstacles.length > 0) - Number(b.obstacles.length > 0) ||
		(b.committed ?? -1) - (a.committed ?? -1) ||
		(b.lastTerm ?? -1) - (a.lastTerm ?? -1) ||
		(b.lastIndex ?? -1) - (a.lastIndex ?? -1) ||
		(b.revision ?? -1) - (a.revision ?? -1)
	);
}

function membersOf(disks: readonly MemberDisk[]): readonly Member[] {
	const databases = disks.map(({ database }) => database).filter(database => database !== undefined);
	const furthest = databases.sort((a, b) => (b.consistentIndex ?? 0) - (a.consistentIndex ?? 0))[0];
	return furthest?.members ?? [];
}

function mostFrequent(values: readonly string[]): string | undefined {
	const groups = [...Map.groupBy(values, value => value)].sort(([, a], [, b]) => b.length - a.length);
	return groups[0]?.[0];
}

function twiceOf(disks: readonly MemberDisk[]): DiskComparison['twice'] {
	return [...Map.groupBy(disks, ({ memberId }) => memberId)].flatMap(([memberId, each]) =>
		memberId !== undefined && each.length > 1 ? [{ memberId, documents: each.map(({ document }) => document) }] : [],
	);
}
