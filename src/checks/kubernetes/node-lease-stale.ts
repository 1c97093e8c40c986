import { check } from '../../core/check.ts';
import { formatDuration } from '../../core/duration.ts';
import { isReady } from '../../core/kubernetes-nodes.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { ageOf } from '../../core/kubernetes-time.ts';
import { textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A kubelet that stops renewing its lease will be called not ready soon: the earliest sign there is. */
export default check({
	id: 'kubernetes/node-lease-stale',
	title: 'A kubelet does not renew its lease though its node is called ready',
	remedy: 'Look at the kubelet, and at how slow the API server is.',
	severity: 'warning',
	needs: ['leases', 'nodes', 'now'],
	params: {
		seconds: {
			default: 40,
			unit: 'seconds',
			description: 'Since the last renewal.',
			source: 'node-monitor-grace-period was 40 s before 1.32, and leases are for 40 s',
		},
	},
	*run({ leases, nodes, now }, { seconds }) {
		const renewed = new Map(
			leases.objects
				.filter(({ metadata }) => metadata.namespace === 'kube-node-lease')
				.map(lease => [lease.metadata.name, textOf(lease, 'spec', 'renewTime')]),
		);
		for (const node of nodes.objects.filter(isReady)) {
			const age = ageOf(now, renewed.get(node.metadata.name));
			if (age === undefined) {
				yield { unknown: t('{0} has no lease that was ever renewed.', called(node)) };
			} else if (age > seconds * 1000) {
				yield problemWith(
					node,
					t('The kubelet of {0} renewed its lease last {1} ago.', called(node), formatDuration(age)),
				);
			}
		}
	},
});
