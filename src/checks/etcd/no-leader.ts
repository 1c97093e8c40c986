import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { answered, answersOf, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member without a leader answers only stale reads. One alone is cut off from its peers; all of them cannot elect. */
export default check({
	id: 'etcd/no-leader',
	title: 'A member knows no leader',
	remedy: 'See why elections fail: the peer ports both ways, peer certificates, clocks, a slow disk or a starved CPU.',
	// Source: alert etcdNoLeader of etcd's mixin.
	severity: 'error',
	needs: ['statuses', 'statusesLater', 'linearizableReads'],
	params: {},
	*run({ statuses, statusesLater, linearizableReads }) {
		const led = new Set([
			// A linearizable read goes to the leader, and a later look may find the election over.
			...answersOf(linearizableReads).map(reply => reply.endpoint),
			...answersOf(statusesLater).flatMap(({ endpoint, answer }) => (answer.leaderId === '0' ? [] : [endpoint])),
		]);
		for (const reply of yield* answered(ofCluster(statuses, statuses), 'statuses')) {
			if (reply.answer.leaderId === '0' && !led.has(reply.endpoint)) {
				yield {
					message: t('{0} knows no leader (term {1}).', labelOf(reply), reply.answer.raftTerm),
					subject: subjectOf(reply),
					anchor: etcdFlag(['initial-advertise-peer-urls', 'listen-peer-urls'], reply),
				};
			}
		}
	},
});
