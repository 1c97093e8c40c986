/** Where a snapshot comes from: what its file does not tell itself. */
export interface SnapshotOrigin {
	readonly cluster: string;
	readonly clusterId: string;
	readonly member: string;
	readonly memberId: string;
	readonly etcdVersion: string;
	/** Milliseconds since 1970. */
	readonly takenAt: number;
	/** What the member had when it was asked for: an older snapshot is not the one that was wanted. */
	readonly atLeastRevision: number;
}

/** A good snapshot, as the catalogue has it: written only after the whole file was read. */
export interface SnapshotRecord extends SnapshotOrigin {
	readonly path: string;
	readonly sizeBytes: number;
	readonly revision: number;
	/** Entries of all buckets. */
	readonly entries: number;
	/** Of the database, in hexadecimal: the sum that etcd wrote at its end. */
	readonly sha256: string;
	readonly verifiedAt: number;
}
