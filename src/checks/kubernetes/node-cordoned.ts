import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A node that was drained for some work and then forgotten is capacity that is paid for and not used. */
export default check({
	id: 'kubernetes/node-cordoned',
	title: 'A node takes no new pods',
	remedy: 'If the work on it is done, uncordon it.',
	severity: 'info',
	needs: ['nodes'],
	params: {},
	*run({ nodes }) {
		for (const node of nodes.objects) {
			if (fieldOf(node, 'spec', 'unschedulable') === true) {
				const since = itemsOf(node, 'spec', 'taints').find(
					taint => textOf(taint, 'key') === 'node.kubernetes.io/unschedulable',
				);
				yield problemWith(node, t('{0} is cordoned since {1}.', called(node), textOf(since, 'timeAdded') ?? '?'));
			}
		}
	},
});
