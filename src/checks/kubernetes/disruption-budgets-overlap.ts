import { check } from '../../core/check.ts';
import { called, problemWith, subjectOfObject } from '../../core/kubernetes-problem.ts';
import { podsSelected } from '../../core/kubernetes-selectors.ts';
import { perWorkload, type Sight } from '../../core/kubernetes-workloads.ts';
import { fieldOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The eviction of a pod that two budgets guard is refused outright, whatever they allow. */
export default check({
	id: 'kubernetes/disruption-budgets-overlap',
	title: 'A pod is guarded by two disruption budgets, or a budget guards none',
	remedy: 'Make the selectors distinct; remove a budget that selects nothing.',
	severity: 'warning',
	needs: ['podDisruptionBudgets', 'pods'],
	params: {},
	*run({ podDisruptionBudgets, pods }) {
		const guarded = podDisruptionBudgets.objects.map(budget => ({
			budget,
			held: podsSelected(pods.objects, budget.metadata.namespace, fieldOf(budget, 'spec', 'selector')),
		}));
		for (const { budget, held } of guarded) {
			if (held.length === 0) {
				yield problemWith(budget, t('{0} guards no pod.', called(budget)), { severity: 'info' });
			}
		}
		const byPod = Map.groupBy(
			guarded.flatMap(({ budget, held }) => held.map(pod => ({ budget, pod }))),
			({ pod }) => pod,
		);
		const doubled = [...byPod]
			.filter(([, budgets]) => budgets.length > 1)
			.map(([pod, budgets]): Sight => {
				const names = budgets.map(({ budget }) => budget.metadata.name).join(', ');
				return { pod, key: names, detail: names };
			});
		for (const { workload, label, detail } of perWorkload(doubled)) {
			yield {
				message: t('{0} is guarded by several budgets ({1}): it cannot be evicted.', label, detail),
				subject: subjectOfObject(workload),
			};
		}
	},
});
