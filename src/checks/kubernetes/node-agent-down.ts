import { check } from '../../core/check.ts';
import { isReady } from '../../core/kubernetes-nodes.ts';
import { controllerOf } from '../../core/kubernetes-owners.ts';
import { nodeNameOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The node has no services or no network for pods, though it calls itself ready. */
export default check({
	id: 'kubernetes/node-agent-down',
	title: 'The network agent of a node does not run',
	remedy: 'Look at the pod of kube-proxy or of the network plugin on that node.',
	severity: 'error',
	needs: ['pods', 'daemonSets', 'nodes'],
	params: {},
	*run({ pods, daemonSets, nodes }) {
		const agents = daemonSets.objects.filter(
			({ metadata }) =>
				metadata.name === 'kube-proxy' ||
				/(?:^|-)(?:calico-node|cilium|flannel|kube-flannel-ds|weave-net|antrea-agent|kindnet|canal)(?:$|-)/.test(
					metadata.name,
				),
		);
		const ready = new Set(nodes.objects.filter(isReady).map(({ metadata }) => metadata.name));
		for (const agent of agents) {
			const own = pods.objects.filter(pod => controllerOf(pod)?.uid === agent.metadata.uid);
			for (const pod of own.filter(
				each => ready.has(nodeNameOf(each) ?? '') && conditionOf(each, 'Ready')?.status === 'False',
			)) {
				yield problemWith(pod, t('{0} is not ready on {1}.', called(agent), nodeNameOf(pod) ?? '?'));
			}
		}
	},
});
