import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { clusterIdOf } from '../../core/members.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * Either an endpoint of another cluster was given, or a member began a cluster of its own instead of joining: its data
 * then go their own way, and clients that meet it read a different world.
 */
export default check({
	id: 'etcd/cluster-ids-differ',
	title: 'Endpoints belong to different clusters',
	remedy:
		'Take the foreign endpoint out; if the member should belong here, empty its data directory and add it again with --initial-cluster-state=existing.',
	severity: 'error',
	needs: ['statuses'],
	params: {},
	*run({ statuses }) {
		const judged = clusterIdOf({ statuses });
		for (const reply of yield* answered(statuses, 'statuses')) {
			if (reply.answer.clusterId !== judged) {
				yield {
					message: t(
						'{0} belongs to the cluster {1}; this report judges the cluster {2}.',
						labelOf(reply),
						reply.answer.clusterId,
						judged,
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['initial-cluster-state', 'initial-cluster-token', 'initial-cluster'], reply),
				};
			}
		}
	},
});
