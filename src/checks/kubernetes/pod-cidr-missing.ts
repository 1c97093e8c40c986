import { check } from '../../core/check.ts';
import { controlPlanePods, flagsOf } from '../../core/kubernetes-pods.ts';
import { called, flagAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The node has no addresses to give, or two nodes give the same. */
export default check({
	id: 'kubernetes/pod-cidr-missing',
	title: 'A node has no range of addresses for pods, or shares one',
	remedy: 'Enlarge --cluster-cidr, or let the network plugin assign addresses itself.',
	severity: 'warning',
	needs: ['nodes', 'pods'],
	params: {},
	*run({ nodes, pods }) {
		const assigns = controlPlanePods(pods.objects, 'kube-controller-manager').some(
			pod => flagsOf(pod)['allocate-node-cidrs'] === 'true',
		);
		for (const node of assigns ? nodes.objects : []) {
			if (textOf(node, 'spec', 'podCIDR') === undefined) {
				yield problemWith(node, t('{0} has no range of addresses for pods.', called(node)), {
					anchor: flagAnchor('kube-controller-manager', 'cluster-cidr', 'allocate-node-cidrs'),
				});
			}
		}
		for (const [range, own] of Map.groupBy(nodes.objects, node => textOf(node, 'spec', 'podCIDR') ?? '')) {
			if (range !== '' && own.length > 1) {
				yield {
					message: t(
						'{0} have the same range of addresses for pods, {1}.',
						own.map(({ metadata }) => metadata.name).join(', '),
						range,
					),
					subject: { kind: 'cluster' },
					severity: 'error',
				};
			}
		}
	},
});
