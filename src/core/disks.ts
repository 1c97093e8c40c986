import type { MemberDisk, StoredDatabase, StoredLog } from './disk-facts.ts';
import type { Outcome, Subject } from './finding.ts';
import { t } from './words.ts';

/** How a message names whose files they are. */
export function diskLabel({ memberName, document }: Pick<MemberDisk, 'memberName' | 'document'>): string {
	return memberName === undefined ? document : `${memberName} (${document})`;
}

export function diskSubject({ document }: Pick<MemberDisk, 'document'>): Subject {
	return { kind: 'file', document };
}

/**
 * The paths with a database, for a check that judges it. What has none is not judged; what could not be read, or changed
 * while it was read, is said to be unknown.
 */
export function* withDatabase(
	disks: readonly MemberDisk[],
): Generator<Outcome, (MemberDisk & { readonly database: StoredDatabase })[]> {
	yield* couldNotRead(disks, 'database');
	const seen = disks.filter((disk): disk is MemberDisk & { readonly database: StoredDatabase } => !!disk.database);
	if (seen.length === 0) {
		yield { notApplicable: t('No database is there.') };
	}
	return seen;
}

/** The same for the WAL. */
export function* withLog(
	disks: readonly MemberDisk[],
): Generator<Outcome, (MemberDisk & { readonly log: StoredLog })[]> {
	yield* couldNotRead(disks, 'wal');
	const seen = disks.filter((disk): disk is MemberDisk & { readonly log: StoredLog } => !!disk.log);
	if (seen.length === 0) {
		yield { notApplicable: t('No WAL is there.') };
	}
	return seen;
}

/** Paths with a database and a WAL, for a check that holds one against the other. */
export function* withBoth(
	disks: readonly MemberDisk[],
): Generator<Outcome, (MemberDisk & { readonly database: StoredDatabase; readonly log: StoredLog })[]> {
	yield* couldNotRead(disks, 'database');
	yield* couldNotRead(disks, 'wal');
	const seen = disks.filter(
		(disk): disk is MemberDisk & { readonly database: StoredDatabase; readonly log: StoredLog } =>
			!!disk.database && !!disk.log,
	);
	if (seen.length === 0) {
		yield { notApplicable: t('No path has both a database and a WAL.') };
	}
	return seen;
}

/** The paths, for a check that holds several against each other; none where there is but one. */
export function* severalOf(disks: readonly MemberDisk[]): Generator<Outcome, readonly MemberDisk[]> {
	if (disks.length < 2) {
		yield { notApplicable: t('One path alone has nothing to be compared with.') };
		return [];
	}
	return disks;
}

function* couldNotRead(disks: readonly MemberDisk[], part: 'database' | 'wal'): Generator<Outcome> {
	for (const disk of disks) {
		for (const { reason } of disk.unread.filter(each => each.part === part)) {
			yield { unknown: t('{0}: {1}', diskLabel(disk), reason), missing: ['disks'] };
		}
		if (disk.isMixed && part === 'database') {
			yield {
				unknown: t(
					'{0}: etcd wrote while it was read, so that it is judged by what may be of two times.',
					diskLabel(disk),
				),
				missing: ['disks'],
			};
		}
	}
}
