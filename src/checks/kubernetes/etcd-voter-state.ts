import { check } from '../../core/check.ts';
import { labelsOf } from '../../core/kubernetes-nodes.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { conditionOf, itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** K3s and RKE2 write down for each server whether its etcd counts; it is the only sign of etcd that their API shows. */
export default check({
	id: 'kubernetes/etcd-voter-state',
	title: 'The etcd of a K3s or RKE2 server does not vote',
	remedy: 'Read the log of the service on that node; a learner that makes no progress for five minutes is evicted.',
	severity: 'error',
	needs: ['nodes', 'now'],
	params: {
		staleMinutes: {
			default: 15,
			unit: 'minutes',
			description: 'Without news for this long the state is not known.',
			source: 'K3s writes it every 5 min; three times that',
		},
	},
	*run({ nodes, now }, { staleMinutes }) {
		const servers = nodes.objects.filter(
			node =>
				labelsOf(node)['node-role.kubernetes.io/etcd'] !== undefined || conditionOf(node, 'EtcdIsVoter') !== undefined,
		);
		if (servers.length === 0) {
			yield { notApplicable: t('No node is labelled as a server with etcd of K3s or RKE2.') };
		}
		for (const node of servers) {
			const voter = conditionOf(node, 'EtcdIsVoter');
			const beat = itemsOf(node, 'status', 'conditions').find(each => textOf(each, 'type') === 'EtcdIsVoter');
			if (voter === undefined) {
				yield problemWith(
					node,
					t('{0} is labelled as a server with etcd and does not tell whether it votes.', called(node)),
					{ severity: 'warning' },
				);
			} else if (voter.status === 'False') {
				yield problemWith(node, t('{0}: {1}, {2}', called(node), voter.reason, voter.message), {
					severity: voter.reason === 'MemberIsLearner' ? 'warning' : 'error',
				});
			} else if (
				isOlder(
					now,
					textOf(beat, 'lastHeartbeatTime') ?? (voter.lastTransitionTime || undefined),
					staleMinutes * 60_000,
				)
			) {
				yield { unknown: t('{0} has told nothing of its etcd for a while.', called(node)) };
			}
		}
	},
});
