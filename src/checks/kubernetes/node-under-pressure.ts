import { check } from '../../core/check.ts';
import { isControlPlane } from '../../core/kubernetes-nodes.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionsOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';
import { pressures } from '../../schema/node-conditions.ts';

/** A node under pressure evicts pods, and takes no new ones. */
export default check({
	id: 'kubernetes/node-under-pressure',
	title: 'A node runs out of memory, disk or process ids',
	remedy: 'Free what is short on the node, or move pods away from it.',
	severity: 'warning',
	needs: ['nodes'],
	params: {},
	*run({ nodes }) {
		for (const node of nodes.objects) {
			for (const { type, status, message } of conditionsOf(node).filter(condition => pressures.has(condition.type))) {
				if (status === 'True') {
					yield problemWith(node, t('{0}: {1}, {2}', called(node), type, message), {
						severity: isControlPlane(node) ? 'error' : 'warning',
					});
				}
			}
		}
	},
});
