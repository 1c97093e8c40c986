import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { knownCurrentMembers } from '../../core/cluster.ts';
import { newestOf, samplesOf, sinceStartWords, totalOf } from '../../core/counters.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A learner counts for no quorum: as long as its promotion fails, the cluster is as weak as it was before. */
export default check({
	id: 'etcd/learner-promotion-failing',
	title: 'The promotion of a learner failed',
	remedy:
		'Wait until the learner has caught up with the leader, and look at its disk and network if it does not; then promote again.',
	// Source: LN-02. The counter is absent until the first failure.
	severity: 'warning',
	needs: ['metrics', 'memberLists', 'statuses', 'now'],
	params: {},
	*run(facts) {
		const members = yield* knownCurrentMembers(facts);
		if (members.length > 0 && !members.some(({ isLearner }) => isLearner)) {
			yield { notApplicable: t('The cluster has no learner.') };
			return;
		}
		for (const reply of yield* answered(facts.metrics, 'metrics')) {
			const failures = samplesOf(newestOf(reply), 'etcd_server_learner_promote_failures').filter(
				({ value }) => value > 0,
			);
			if (failures.length > 0) {
				yield {
					message: t(
						'{0}: the promotion of a learner failed {1} times {2}: {3}',
						labelOf(reply),
						totalOf(failures),
						sinceStartWords(newestOf(reply), facts.now),
						failures.map(({ labels }) => labels['Reason'] ?? '').join(', '),
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['initial-cluster', 'data-dir'], reply),
				};
			}
		}
	},
});
