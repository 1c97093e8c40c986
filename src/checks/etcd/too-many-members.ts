import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { knownCurrentMembers } from '../../core/cluster.ts';
import { t } from '../../core/words.ts';

/** Every write waits for a majority: each further voter makes writes slower and adds little safety beyond five. */
export default check({
	id: 'etcd/too-many-members',
	title: 'The cluster has too many voters',
	remedy: 'Remove voters; five bear two failures. Serve distant readers from learners or caches.',
	severity: 'warning',
	needs: ['statuses', 'memberLists'],
	params: {
		maximum: {
			default: 7,
			unit: 'count',
			description: 'Most voters that are not remarked on.',
			source: 'etcd’s FAQ: no more than seven, five recommended',
		},
	},
	*run(facts, { maximum }) {
		const voters = (yield* knownCurrentMembers(facts)).filter(member => !member.isLearner).length;
		if (voters > maximum) {
			yield {
				message: t('The cluster has {0} voters; more than {1} slow every write.', voters, maximum),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['initial-cluster']),
			};
		}
	},
});
