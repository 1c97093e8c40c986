import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { knownCurrentMembers } from '../../core/cluster.ts';
import { t } from '../../core/words.ts';

/** A cluster of one is right for a test and wrong for data that matter: its disk is the only copy. */
export default check({
	id: 'etcd/single-member',
	title: 'The cluster has a single voter',
	remedy: 'For production add two members, on hosts of their own, and take snapshots.',
	// Source: the failure-tolerance table of etcd's FAQ.
	severity: 'info',
	needs: ['statuses', 'memberLists'],
	params: {},
	*run(facts) {
		const voters = (yield* knownCurrentMembers(facts)).filter(member => !member.isLearner);
		if (voters.length === 1) {
			yield {
				message: t(
					'The only voter is {0}: when it fails the cluster stands still, and its disk holds the only copy.',
					voters[0]?.name ?? '',
				),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['initial-cluster']),
			};
		}
	},
});
