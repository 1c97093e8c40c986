import { check } from '../../core/check.ts';
import type { MemberDisk } from '../../core/disk-facts.ts';
import { diskLabel, diskSubject } from '../../core/disks.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/**
 * Up to 3.5 the store of etcd 2 says who is a member; from 3.6 on the database does. Faults in 3.5 let the two drift
 * apart: after the upgrade members that were removed years ago are back, or a voter is a learner again.
 */
export default check({
	id: 'disk/member-stores-differ',
	title: 'The old and the new member list differ',
	remedy: 'Bring every member to the newest 3.5, which mends the lists at its start, before you upgrade to 3.6.',
	// Source: pull requests 20387, 20793 and 20995 of etcd
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		const meant = disks.filter(isBefore36);
		if (meant.length === 0) {
			yield { notApplicable: t('No files of etcd before 3.6 with a snapshot file of the raft log are there.') };
		}
		for (const disk of meant) {
			if (!disk.snap?.v2) {
				yield { unknown: t('{0}: the old store cannot be decoded.', diskLabel(disk)), missing: ['disks'] };
			} else if ((disk.log?.lastChangeIndex ?? 0) > disk.snap.index) {
				yield {
					unknown: t('{0}: the membership changed since the last snapshot file.', diskLabel(disk)),
					missing: ['disks'],
				};
			} else {
				for (const message of differencesOf(disk)) {
					yield { message: `${diskLabel(disk)}: ${message}`, subject: diskSubject(disk) };
				}
			}
		}
	},
});

function isBefore36({ database, snap }: MemberDisk): boolean {
	const version = parseVersion(database?.clusterVersion ?? '');
	return snap !== undefined && version !== undefined && version.minor < 6;
}

function* differencesOf({ snap, database }: MemberDisk): Generator<string> {
	const old = new Map((snap?.v2?.members ?? []).map(member => [member.id, member]));
	for (const { id, isLearner } of database?.members ?? []) {
		const before = old.get(id);
		if (!before) {
			yield t('the database has the member {0}, the old store does not: it would come back in 3.6.', id);
		} else if (isLearner && !before.isLearner) {
			yield t('the member {0} votes, and the database has it as a learner: 3.6 would not count its vote.', id);
		}
		old.delete(id);
	}
	for (const id of old.keys()) {
		yield t('the old store has the member {0}, the database does not: it would be missing in 3.6.', id);
	}
}
