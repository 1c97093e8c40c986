import { check } from '../../core/check.ts';
import type { StoredDatabase } from '../../core/disk-facts.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/**
 * Raft's own list of voters and the list of members are written together. Where they differ, a vote is counted of a member
 * that nobody can reach, or not counted of one that everybody sees.
 */
export default check({
	id: 'disk/membership-inconsistent',
	title: 'Raft’s voters and the members of the database differ',
	remedy: 'Start no cluster from these files before you know why; another member or a snapshot may be sound.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		const seen = yield* withDatabase(disks);
		const telling = seen.filter(({ database }) => database.confState !== undefined);
		if (seen.length > 0 && telling.length === 0) {
			yield { notApplicable: t('etcd before 3.5 does not keep raft’s voters in the database.') };
		}
		for (const disk of telling) {
			for (const message of differencesOf(disk.database)) {
				yield { message: `${diskLabel(disk)}: ${message}`, subject: diskSubject(disk) };
			}
		}
	},
});

function* differencesOf({ confState, members }: StoredDatabase): Generator<string> {
	const { voters = [], learners = [] } = confState ?? {};
	const ids = new Set(members.map(({ id }) => id));
	for (const id of [...voters, ...learners].filter(each => !ids.has(each))) {
		yield t('raft counts {0}, which is not among the members.', id);
	}
	for (const { id, isLearner } of members) {
		if (!voters.includes(id) && !learners.includes(id)) {
			yield t('the member {0} is not known to raft.', id);
		} else if (isLearner === voters.includes(id)) {
			yield isLearner
				? t('the member {0} is a learner, and raft counts its vote.', id)
				: t('the member {0} is no learner, and raft does not count its vote.', id);
		}
	}
}
