import type { DocumentId, Member } from './facts.ts';

/**
 * What the files of one member tell: a data directory, or a part of one. Everything is JSON; what a file does not say is
 * undefined.
 */
export interface MemberDisk {
	/** The path as the user named it. */
	readonly document: DocumentId;
	/** As the WAL has it. */
	readonly memberId?: string;
	readonly clusterId?: string;
	/** As its own database has it. */
	readonly memberName?: string;
	readonly database?: StoredDatabase;
	readonly log?: StoredLog;
	/** The newest `.snap` file that is whole. */
	readonly snap?: StoredSnap;
	readonly walFiles: number;
	readonly snapFiles: number;
	/** Files that an interrupted or failed piece of work left. */
	readonly leftovers: readonly string[];
	readonly damages: DiskDamages;
	/** What is there and could not be read at all. */
	readonly unread: readonly { readonly part: DiskPart; readonly reason: string }[];
	/** etcd wrote while it was read, so that what was read may be of two times. */
	readonly isMixed: boolean;
}

export type DiskPart = 'database' | 'wal' | 'snap';

export interface DiskDamages {
	readonly count: number;
	/** The first of them. */
	readonly kept: readonly DiskDamage[];
}

export interface DiskDamage {
	readonly part: DiskPart;
	readonly file: string;
	/** Byte in the file. */
	readonly offset: number;
	/** Page of a database. */
	readonly page?: number;
	readonly message: string;
	/** Behind the last whole record of the WAL, as a crash leaves it: etcd cuts it off when it starts. */
	readonly atEnd?: true;
	/** And no crash leaves it so: more may be gone than what was being written, though etcd starts without a word. */
	readonly isCut?: true;
}

export interface StoredDatabase {
	readonly path: string;
	/** The file was named itself: a snapshot, or a database taken out of its directory. */
	readonly isAlone: boolean;
	/** The SHA-256 that `etcdctl snapshot save` writes at the end. */
	readonly trailer: 'right' | 'wrong' | 'none';
	readonly pageSize: number;
	readonly txid: number;
	readonly sizeBytes: number;
	/** Pages that something refers to. */
	readonly inUseBytes: number;
	readonly isFreelistSynced: boolean;
	/** Of all buckets. */
	readonly entries: number;
	readonly revision: number;
	/** -1 before the first compaction. */
	readonly compactRevision: number;
	/** Last entry of the raft log that is in the database. */
	readonly consistentIndex?: number;
	/** Term of that entry; etcd 3.5 and newer. */
	readonly term?: number;
	/** etcd 3.5 and newer. */
	readonly confState?: Voting;
	/** etcd 3.6 and newer. */
	readonly storageVersion?: string;
	readonly clusterVersion?: string;
	readonly downgradeTarget?: string;
	readonly members: readonly Member[];
	readonly removedMembers: readonly string[];
	readonly alarms: readonly { readonly memberId: string; readonly alarm: string }[];
	readonly leases: number;
	readonly auth: {
		readonly enabled: boolean;
		readonly users: number;
		readonly roles: number;
		readonly revision?: number;
	};
	readonly keySpace: KeySpace;
	/** HashKV at the newest revision that all databases given together have; only then. */
	readonly hash?: { readonly hash: number; readonly revision: number; readonly compactRevision: number };
}

/** Who votes, as raft has it; ids in hexadecimal. */
export interface Voting {
	readonly voters: readonly string[];
	readonly learners: readonly string[];
}

/** What takes the space. */
export interface KeySpace {
	/** Keys that exist now. */
	readonly keys: number;
	/** Stored changes, deletions included. */
	readonly revisions: number;
	readonly bytes: number;
	readonly liveBytes: number;
	/** The few with the most stored changes, most first. */
	readonly hottest: readonly KeyUse[];
	/** The few that are largest now, largest first. */
	readonly largest: readonly KeyUse[];
}

export interface KeyUse {
	/** As it can be printed. */
	readonly key: string;
	readonly revisions: number;
	readonly bytes: number;
	readonly liveBytes: number;
}

/** The WAL. */
export interface StoredLog {
	readonly firstIndex?: number;
	readonly lastIndex?: number;
	readonly lastTerm?: number;
	/** The term and the commit index that the member wrote down last, and whom it voted for. */
	readonly term?: number;
	readonly commitIndex?: number;
	readonly vote?: string;
	/** The last snapshot that is recorded in it. */
	readonly snapshotIndex?: number;
	readonly confState?: Voting;
	/** Entry behind which the next is missing. */
	readonly gapAfter?: number;
	/** The last entry that changed the membership. */
	readonly lastChangeIndex?: number;
	/** Behind the commit index and the consistent index: perhaps acknowledged; a forced new cluster discards them. */
	readonly uncommitted: { readonly count: number; readonly kept: readonly UncommittedEntry[] };
}

export interface UncommittedEntry {
	readonly index: number;
	readonly term: number;
	/** `put`, `txn`, …; `unknown` when it cannot be decoded. */
	readonly request: string;
	readonly keys: readonly string[];
}

/** A `.snap` file. */
export interface StoredSnap {
	readonly index: number;
	readonly term: number;
	readonly confState?: Voting;
	/** The store of etcd 2 in it; undefined when it is empty, or cannot be decoded. */
	readonly v2?: V2Store;
}

/** Members and cluster version stand in this store up to etcd 3.7; anything else is left of etcd 2. */
export interface V2Store {
	readonly members: readonly { readonly id: string; readonly isLearner: boolean }[];
	readonly removedMembers: readonly string[];
	/** Keys that users of etcd 2 wrote. */
	readonly keys: number;
	/** A few of them. */
	readonly examples: readonly string[];
}
