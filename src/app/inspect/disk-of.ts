import { basename } from 'node:path';
import type { DiskDamage, DiskPart, MemberDisk, StoredLog, StoredSnap } from '../../core/disk-facts.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { Snap } from '../../disk/snap-file.ts';
import { parseWalName } from '../../disk/wal-log.ts';
import type { WalSummary } from '../../disk/wal-summary.ts';
import { storedDatabase } from './stored-database.ts';
import { newestSnap, readWal } from './indexes.ts';
import { printable } from './printable.ts';
import type { FileDamage, Target } from './target.ts';

/** So many of each are kept in the fact; all are counted. */
const mostDamages = 100;
const mostUncommitted = 1000;

/** What is missing when a folder cannot be looked into. */
const partsOfFolder: Readonly<Record<'snap' | 'wal', readonly DiskPart[]>> = {
	snap: ['database', 'snap'],
	wal: ['wal'],
};

/** Everything that the files of one member tell; every page of the database and every record of the WAL is looked at. */
export async function diskOf(target: Target, signal: AbortSignal): Promise<MemberDisk> {
	const { files } = target;
	const unread = files.unreadable.flatMap(({ folder, reason }) =>
		partsOfFolder[folder].map(part => ({ part, reason })),
	);
	const reading = async <T>(part: DiskPart, read: () => Promise<T>): Promise<T | undefined> => {
		try {
			return await read();
		} catch (error) {
			// Of one file alone there is nothing else to tell.
			if (
				!(error instanceof ExpectedError) ||
				signal.aborted ||
				files.wal.length + files.snaps.length + unread.length === 0
			) {
				throw error;
			}
			unread.push({ part, reason: error.message });
			return undefined;
		}
	};
	const database =
		files.database === undefined ? undefined : await reading('database', () => storedDatabase(target, signal));
	const wal = files.wal.length === 0 ? undefined : await reading('wal', () => readWal(target, signal));
	const snap = await reading('snap', async () => newestSnap(target));
	const { memberId, clusterId } = wal?.metadata ?? {};
	const memberName = database?.members.find(({ id }) => id === memberId)?.name;
	return {
		document: target.path,
		...(memberId !== undefined && { memberId }),
		...(clusterId !== undefined && { clusterId }),
		...(memberName !== undefined && memberName !== '' && { memberName }),
		...(database && { database }),
		...(wal && { log: logOf(wal, database?.consistentIndex) }),
		...(snap && { snap: storedSnap(snap) }),
		walFiles: files.wal.length,
		snapFiles: files.snaps.length,
		leftovers: files.leftovers,
		damages: {
			count: target.damageCount,
			kept: target.damages.slice(0, mostDamages).map(damage => damageOf(damage, target, wal)),
		},
		unread,
		isMixed: target.isMixed,
	};
}

function logOf(wal: WalSummary, consistentIndex: number | undefined): StoredLog {
	const { firstIndex, lastIndex, lastTerm, gapAfter, lastChangeIndex, state, snapshot } = wal;
	const committed = Math.max(state?.commit ?? 0, consistentIndex ?? 0);
	const { voters, learners } = snapshot?.confState ?? {};
	return {
		...(firstIndex !== undefined && { firstIndex }),
		...(lastIndex !== undefined && { lastIndex }),
		...(lastTerm !== undefined && { lastTerm }),
		...(state && { term: state.term, commitIndex: state.commit, vote: state.vote }),
		...(snapshot && { snapshotIndex: snapshot.index }),
		...(voters && learners && { confState: { voters, learners } }),
		...(gapAfter !== undefined && { gapAfter }),
		...(lastChangeIndex !== undefined && { lastChangeIndex }),
		uncommitted: {
			count: Math.max(0, (lastIndex ?? 0) - committed),
			kept: wal.window
				.behind(committed)
				.slice(0, mostUncommitted)
				.map(({ index, term, kind, keys }) => ({ index, term, request: kind ?? 'unknown', keys: keys.map(printable) })),
		},
	};
}

function storedSnap({ index, term, confState, store }: Snap): StoredSnap {
	const { voters, learners } = confState ?? {};
	return { index, term, ...(voters && learners && { confState: { voters, learners } }), ...(store && { v2: store }) };
}

function damageOf(
	{ file, offset, page, message, end }: FileDamage,
	target: Target,
	wal: WalSummary | undefined,
): DiskDamage {
	const isWal = parseWalName(basename(file)) !== undefined;
	const part = file === target.files.database ? 'database' : isWal ? 'wal' : 'snap';
	const last = wal?.lastIntact;
	const isLast = isWal && last !== undefined && file === target.files.wal.at(-1) && isBehind(last, file, offset);
	return {
		...{ part, file, offset, message },
		...(page !== undefined && { page }),
		...(isLast && end !== undefined && { atEnd: true }),
		...(isLast && end === 'cut' && { isCut: true }),
	};
}

function isBehind(last: { readonly file: string; readonly offset: number }, file: string, offset: number): boolean {
	return last.file !== file || offset > last.offset;
}
