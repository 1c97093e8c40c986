import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Without its network a node starts no pods but those of the host. */
export default check({
	id: 'kubernetes/node-network-unavailable',
	title: 'A node has no network for pods',
	remedy: 'Look at the pods of the network plugin on that node.',
	severity: 'error',
	needs: ['nodes'],
	params: {},
	*run({ nodes }) {
		for (const node of nodes.objects) {
			const network = conditionOf(node, 'NetworkUnavailable');
			const ready = conditionOf(node, 'Ready');
			const isUninitialized =
				ready?.status === 'False' && /cni plugin not initialized|network plugin is not ready/i.test(ready.message);
			if (network?.status === 'True' || isUninitialized) {
				yield problemWith(
					node,
					t(
						'{0} has no network for pods: {1}',
						called(node),
						(network?.status === 'True' ? network.message : ready?.message) ?? '',
					),
				);
			}
		}
	},
});
