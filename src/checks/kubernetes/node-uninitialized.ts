import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Until the cloud’s controller has seen it nothing is scheduled there. */
export default check({
	id: 'kubernetes/node-uninitialized',
	title: 'A node was not initialized by its cloud',
	remedy: 'Look at the cloud-controller-manager.',
	severity: 'error',
	needs: ['nodes', 'now'],
	params: {
		minutes: {
			default: 10,
			unit: 'minutes',
			description: 'So long after the node came.',
			source: 'Our proposal: it takes seconds as a rule',
		},
	},
	*run({ nodes, now }, { minutes }) {
		for (const node of nodes.objects) {
			const isTainted = itemsOf(node, 'spec', 'taints').some(
				taint => textOf(taint, 'key') === 'node.cloudprovider.kubernetes.io/uninitialized',
			);
			if (isTainted && isOlder(now, node.metadata.creationTimestamp, minutes * 60_000)) {
				yield problemWith(
					node,
					t(
						'{0} waits for the cloud-controller-manager since {1}.',
						called(node),
						node.metadata.creationTimestamp ?? '?',
					),
				);
			}
		}
	},
});
