import { resolve } from 'node:path';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { checkStructure } from '../../disk/bbolt-check.ts';
import type { Database } from '../../disk/database.ts';
import { compactRevisionOf } from '../../disk/hash-kv.ts';
import type { SnapshotOrigin, SnapshotRecord } from '../../operations/snapshot-record.ts';
import { finish } from '../../adapters/breaths.ts';
import { newestRevision, trailerOf } from '../inspect/hash.ts';
import { Target } from '../inspect/target.ts';

const trailerBytes = 32;

/** Reads a snapshot whole: its sum, every page, its revision. Throws a sentence when anything is not as it should be. */
export async function verifySnapshot(
	path: string,
	origin: SnapshotOrigin,
	signal: AbortSignal,
): Promise<SnapshotRecord> {
	const target = new Target(path);
	try {
		demandTrailer(path, await trailerOf(target, signal));
		const { structure, revision } = await target.readDatabase(async database => ({
			structure: await finish(checkStructure(database.pages), signal),
			revision: revisionOf(database),
		}));
		const [damage] = target.damages;
		if (damage) {
			throw new ExpectedError(t('{0} is damaged, {1} problems in all: {2}', path, target.damageCount, damage.message));
		}
		demandRevision(path, revision, origin);
		const file = target.file(target.databasePath);
		const sum = file.read(file.size - trailerBytes, trailerBytes);
		return {
			...origin,
			path: resolve(path),
			sizeBytes: file.size,
			revision,
			entries: structure.keys,
			sha256: Buffer.from(sum).toString('hex'),
			verifiedAt: Date.now(),
		};
	} finally {
		target.close();
	}
}

/** As etcd counts that starts from it: a compaction may have removed the newest entry, and an empty cluster is at 1. */
function revisionOf(database: Database): number {
	return Math.max(1, newestRevision(database), compactRevisionOf(database));
}

function demandTrailer(path: string, trailer: 'right' | 'wrong' | 'none'): void {
	if (trailer !== 'right') {
		throw new ExpectedError(
			trailer === 'none'
				? t('{0} has no SHA-256 at its end: it was cut short, or it is no snapshot.', path)
				: t('{0} is damaged: the SHA-256 at its end is not that of the file.', path),
		);
	}
}

/** A member that lagged, or another cluster's file, has less. */
function demandRevision(path: string, revision: number, { atLeastRevision }: SnapshotOrigin): void {
	if (revision < atLeastRevision) {
		throw new ExpectedError(
			t('{0} ends at revision {1}; the member had {2} when it was asked.', path, revision, atLeastRevision),
		);
	}
}
