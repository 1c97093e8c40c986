import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { knownCurrentMembers, labelOfMember } from '../../core/cluster.ts';
import { attendanceOf, votersOf } from '../../core/quorum.ts';
import { t } from '../../core/words.ts';

/** As many voters are left as a majority needs: the next failure, or the next restart for maintenance, stops all writes. */
export default check({
	id: 'etcd/quorum-at-risk',
	title: 'One more failure loses quorum',
	remedy: 'Bring the missing voter back, or remove and replace it, before any maintenance on the others.',
	// Source: the failure-tolerance table of etcd's FAQ; tolerance 0.
	severity: 'warning',
	needs: ['statuses', 'memberLists'],
	params: {},
	*run(facts) {
		const voters = votersOf(facts);
		const { count, quorum, alive, possible } = attendanceOf(voters);
		if (count === 0) {
			yield* knownCurrentMembers(facts);
		} else if (count === 1) {
			yield { notApplicable: t('With a single voter there is nothing to spare at any time.') };
		} else if (possible < quorum) {
			yield { notApplicable: t('Quorum is lost already.') };
		} else if (possible === quorum) {
			yield {
				message: t('One more failure loses quorum: {0} of {1} voters answer, {2} are needed.', alive, count, quorum),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['initial-cluster']),
			};
		} else if (alive <= quorum) {
			const unseen = voters.filter(({ state }) => state === 'silent' || state === 'not-asked');
			const names = unseen.map(({ member }) => labelOfMember(member)).join(', ');
			yield { unknown: t('Whether these voters take part is not known: {0}.', names), missing: ['statuses'] };
		}
	},
});
