import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionOf, numberOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** It neither grows under load nor shrinks without it. */
export default check({
	id: 'kubernetes/autoscaler-stuck',
	title: 'An autoscaler cannot do its work',
	remedy: 'Bring back the metrics it reads (metrics-server), or name a workload that is there.',
	severity: 'warning',
	needs: ['horizontalPodAutoscalers'],
	params: {},
	*run({ horizontalPodAutoscalers }) {
		for (const autoscaler of horizontalPodAutoscalers.objects) {
			const [able, active, limited] = ['AbleToScale', 'ScalingActive', 'ScalingLimited'].map(type =>
				conditionOf(autoscaler, type),
			);
			if (able?.status === 'False') {
				yield problemWith(autoscaler, t('{0} cannot scale: {1}', called(autoscaler), able.message));
			} else if (active?.status === 'False' && active.reason !== 'ScalingDisabled') {
				yield problemWith(autoscaler, t('{0} cannot read what it scales by: {1}', called(autoscaler), active.message));
			} else if (limited?.status === 'True' && limited.reason === 'TooManyReplicas') {
				yield problemWith(
					autoscaler,
					t('{0} is at its maximum of {1}.', called(autoscaler), numberOf(autoscaler, 'spec', 'maxReplicas') ?? '?'),
					{ severity: 'info' },
				);
			}
		}
	},
});
