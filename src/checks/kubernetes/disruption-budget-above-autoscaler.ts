import { check } from '../../core/check.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { selects } from '../../core/kubernetes-selectors.ts';
import { podTemplatesOf } from '../../core/kubernetes-templates.ts';
import { fieldOf, numberOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** At night, when it has scaled down, no pod can be moved any more. */
export default check({
	id: 'kubernetes/disruption-budget-above-autoscaler',
	title: 'A disruption budget wants more pods than its autoscaler keeps',
	remedy: 'Let minAvailable be less than minReplicas.',
	severity: 'warning',
	needs: [
		'podDisruptionBudgets',
		'horizontalPodAutoscalers',
		'deployments',
		'statefulSets',
		'daemonSets',
		'jobs',
		'cronJobs',
	],
	params: {},
	*run(facts) {
		const templates = podTemplatesOf(facts);
		for (const autoscaler of facts.horizontalPodAutoscalers.objects) {
			const least = numberOf(autoscaler, 'spec', 'minReplicas') ?? 1;
			const target = templates.find(
				({ workload }) =>
					workload.metadata.namespace === autoscaler.metadata.namespace &&
					workload.kind === textOf(autoscaler, 'spec', 'scaleTargetRef', 'kind') &&
					workload.metadata.name === textOf(autoscaler, 'spec', 'scaleTargetRef', 'name'),
			);
			const budget = facts.podDisruptionBudgets.objects.find(
				each =>
					target &&
					each.metadata.namespace === target.workload.metadata.namespace &&
					selects(fieldOf(each, 'spec', 'selector'), target.labels),
			);
			const wanted = budget && numberOf(budget, 'spec', 'minAvailable');
			if (budget && wanted !== undefined && wanted >= least) {
				yield problemWith(
					budget,
					t('{0} wants {1} pods, and {2} scales down to {3}.', called(budget), wanted, called(autoscaler), least),
					{
						anchor: fieldAnchor(budget, 'spec', 'minAvailable'),
					},
				);
			}
		}
	},
});
