import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { answered, answersOf, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A term ends with every election: one that grows by more than one in half a second is of elections that nobody wins. */
export default check({
	id: 'etcd/term-growing',
	title: 'Elections follow each other and nobody wins',
	remedy: 'Find the member that cannot hear the leader, and mend its network; leave --pre-vote at its default, true.',
	// Source: RF-09.
	severity: 'warning',
	needs: ['statuses', 'statusesLater'],
	params: {},
	*run({ statuses, statusesLater }) {
		if (statusesLater.length === 0) {
			yield* answered(statuses, 'statuses');
			yield { notApplicable: t('The members agreed about the leader and its term, so they were asked once only.') };
			return;
		}
		const first = new Map(answersOf(statuses).map(({ endpoint, answer }) => [endpoint, answer.raftTerm]));
		for (const reply of yield* answered(ofCluster(statusesLater, statuses), 'statusesLater')) {
			const grown = reply.answer.raftTerm - (first.get(reply.endpoint) ?? reply.answer.raftTerm);
			if (grown > 1) {
				yield {
					message: t('{0}: its term grew by {1} within half a second.', labelOf(reply), grown),
					subject: subjectOf(reply),
					anchor: etcdFlag(['pre-vote', 'election-timeout'], reply),
				};
			}
		}
	},
});
