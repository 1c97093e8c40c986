import { check } from '../../core/check.ts';
import { isControlPlane } from '../../core/kubernetes-nodes.ts';
import { controlPlanePods } from '../../core/kubernetes-pods.ts';
import { t } from '../../core/words.ts';

/** With two nodes the loss of either stops etcd: worse than one node, and dearer. */
export default check({
	id: 'kubernetes/control-plane-node-count',
	title: 'The control plane has an unfortunate number of nodes',
	remedy: 'Run three nodes, or five.',
	severity: 'warning',
	needs: ['nodes', 'pods'],
	params: {},
	*run({ nodes, pods }) {
		const count = nodes.objects.filter(isControlPlane).length;
		if (count === 0) {
			yield { notApplicable: t('This cluster does not show the nodes of its control plane.') };
		} else if (count === 1) {
			yield {
				message: t('The control plane runs on a single node: its loss is the loss of the cluster.'),
				subject: { kind: 'cluster' },
				severity: 'info',
			};
		} else if (count % 2 === 0 && controlPlanePods(pods.objects, 'etcd').length > 0) {
			yield {
				message: t(
					'The control plane with its etcd runs on {0} nodes: an even number bears no more losses than one less.',
					count,
				),
				subject: { kind: 'cluster' },
			};
		}
	},
});
