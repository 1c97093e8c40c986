import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Its pods are moved after five minutes, if others have room for them; those that are bound to it are gone until it is back. */
export default check({
	id: 'kubernetes/node-not-ready',
	title: 'A node is not ready',
	remedy:
		'Where the kubelet says why, mend that; where it says nothing, look at the machine, its network and its kubelet.',
	severity: 'error',
	needs: ['nodes'],
	params: {},
	*run({ nodes }) {
		for (const node of nodes.objects) {
			const ready = conditionOf(node, 'Ready');
			if (ready?.status === 'False') {
				yield problemWith(
					node,
					t('{0} is not ready, says its kubelet: {1}', called(node), ready.message || ready.reason),
				);
			} else if (ready?.status === 'Unknown') {
				yield problemWith(
					node,
					t('{0}: its kubelet has told nothing since {1}.', called(node), ready.lastTransitionTime || '?'),
				);
			} else if (ready === undefined) {
				yield problemWith(node, t('{0} has never told whether it is ready.', called(node)), { severity: 'warning' });
			}
		}
	},
});
