import { check } from '../../core/check.ts';
import { blocksEviction } from '../../core/drain-blockers.ts';
import { nodeNameOf } from '../../core/kubernetes-pods.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { podsSelected } from '../../core/kubernetes-selectors.ts';
import { fieldOf, numberOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A drain waits for ever for such a pod, and with it an upgrade. */
export default check({
	id: 'kubernetes/disruption-budget-blocks',
	title: 'A disruption budget lets no pod be moved',
	remedy: 'Run one pod more than minAvailable demands, or set unhealthyPodEvictionPolicy to AlwaysAllow.',
	severity: 'warning',
	needs: ['podDisruptionBudgets', 'pods', 'nodes'],
	params: {},
	*run({ podDisruptionBudgets, pods, nodes }) {
		const draining = new Set(
			nodes.objects
				.filter(node => fieldOf(node, 'spec', 'unschedulable') === true)
				.map(({ metadata }) => metadata.name),
		);
		for (const budget of podDisruptionBudgets.objects.filter(blocksEviction)) {
			const held = podsSelected(pods.objects, budget.metadata.namespace, fieldOf(budget, 'spec', 'selector'));
			const isDrained = held.some(pod => draining.has(nodeNameOf(pod) ?? ''));
			const [healthy, wanted, expected] = ['currentHealthy', 'desiredHealthy', 'expectedPods'].map(
				field => numberOf(budget, 'status', field) ?? 0,
			) as [
				// Three fields, three numbers.
				number,
				number,
				number,
			];
			yield problemWith(
				budget,
				wanted >= expected
					? t('{0} wants all of its {1} pods: none of them can ever be moved.', called(budget), expected)
					: t('{0} has {1} healthy pods and wants {2}: none can be moved now.', called(budget), healthy, wanted),
				{
					severity: isDrained ? 'error' : 'warning',
					anchor: fieldAnchor(
						budget,
						'spec',
						fieldOf(budget, 'spec', 'maxUnavailable') === undefined ? 'minAvailable' : 'maxUnavailable',
					),
				},
			);
		}
	},
});
