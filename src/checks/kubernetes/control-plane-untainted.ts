import { check } from '../../core/check.ts';
import { isControlPlane, labelsOf } from '../../core/kubernetes-nodes.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { itemsOf, type KubeObject, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** kubeadm marks its nodes so that workloads stay away from etcd; a cluster of one node may do without on purpose. */
export default check({
	id: 'kubernetes/control-plane-untainted',
	title: 'A node of the control plane lacks the taint or the label that keeps workloads away',
	remedy:
		'Add the taint node-role.kubernetes.io/control-plane:NoSchedule and the label node.kubernetes.io/exclude-from-external-load-balancers.',
	severity: 'warning',
	needs: ['nodes'],
	params: {},
	*run({ nodes }) {
		const controlPlane = nodes.objects.filter(isControlPlane);
		const isTainted = (node: KubeObject) =>
			itemsOf(node, 'spec', 'taints').some(taint =>
				/^node-role\.kubernetes\.io\/(?:control-plane|master|etcd)$/.test(textOf(taint, 'key') ?? ''),
			);
		// Where none has it, it was taken away on purpose, or the distribution never sets it.
		if (!controlPlane.some(isTainted)) {
			yield { notApplicable: t('No node of the control plane is tainted.') };
			return;
		}
		for (const node of controlPlane.filter(each => !isTainted(each))) {
			yield problemWith(node, t('{0} lacks the taint that the other nodes of the control plane have.', called(node)));
		}
		const label = 'node.kubernetes.io/exclude-from-external-load-balancers';
		const labelled = controlPlane.filter(node => label in labelsOf(node));
		for (const node of labelled.length > 0 ? controlPlane.filter(each => !(label in labelsOf(each))) : []) {
			yield problemWith(node, t('{0} lacks the label {1} that the others have.', called(node), label));
		}
	},
});
