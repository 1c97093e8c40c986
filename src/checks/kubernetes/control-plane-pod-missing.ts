import { check } from '../../core/check.ts';
import { isControlPlane, labelsOf } from '../../core/kubernetes-nodes.ts';
import { componentOf, controlPlanePods, nodeNameOf, staticComponents } from '../../core/kubernetes-pods.ts';
import { called, flagAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import type { KubeObject } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A file that a kubelet does not find or does not understand leaves no trace but the pod that is not there. */
export default check({
	id: 'kubernetes/control-plane-pod-missing',
	title: 'A node of the control plane lacks a component',
	remedy: 'Look into /etc/kubernetes/manifests and the kubelet’s log on that node.',
	severity: 'error',
	needs: ['nodes', 'pods'],
	params: {},
	*run({ nodes, pods }) {
		const present = controlPlanePods(pods.objects);
		if (present.length === 0) {
			yield { notApplicable: t('No component of this control plane runs as a pod that can be seen.') };
			return;
		}
		// A component that no node has runs elsewhere: an external etcd, or one within another process.
		for (const component of staticComponents.filter(each => present.some(pod => componentOf(pod) === each))) {
			const homes = new Set(present.filter(pod => componentOf(pod) === component).map(nodeNameOf));
			for (const node of nodes.objects.filter(each => belongsOn(component, each, nodes.objects))) {
				if (!homes.has(node.metadata.name)) {
					yield problemWith(node, t('{0} runs no {1}.', called(node), component), { anchor: flagAnchor(component) });
				}
			}
		}
	},
});

const etcdLabel = 'node-role.kubernetes.io/etcd';

/** Where a distribution labels the nodes of etcd, those; else every node of the control plane. */
function belongsOn(component: string, node: KubeObject, all: readonly KubeObject[]): boolean {
	const isLabelled = all.some(each => etcdLabel in labelsOf(each));
	return component === 'etcd' && isLabelled ? etcdLabel in labelsOf(node) : isControlPlane(node);
}
