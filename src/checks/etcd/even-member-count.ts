import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { knownCurrentMembers } from '../../core/cluster.ts';
import { quorumOf } from '../../core/quorum.ts';
import { t } from '../../core/words.ts';

/** Four voters bear one failure, as three do, and are one more that can fail; two bear none. */
export default check({
	id: 'etcd/even-member-count',
	title: 'The number of voters is even',
	remedy: 'Add a voter or remove one.',
	// Source: etcd's FAQ, "Why an odd number of cluster members?".
	severity: 'warning',
	needs: ['statuses', 'memberLists'],
	params: {},
	*run(facts) {
		const voters = (yield* knownCurrentMembers(facts)).filter(member => !member.isLearner).length;
		if (voters > 0 && voters % 2 === 0) {
			const tolerated = voters - quorumOf(voters);
			yield {
				message: t('{0} voters bear {1} failures, no more than {2} would.', voters, tolerated, voters - 1),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['initial-cluster']),
			};
		}
	},
});
