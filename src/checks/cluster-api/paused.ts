import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { clusterApiCondition, isPaused } from '../../core/cluster-api.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { t } from '../../core/words.ts';

/** Whoever paused it may have forgotten: nothing is mended meanwhile. */
export default check({
	id: 'cluster-api/paused',
	title: 'An object of Cluster API is paused',
	remedy: 'Set spec.paused to false, or remove the annotation cluster.x-k8s.io/paused, when the work is done.',
	severity: 'warning',
	needs: ['clusters', 'kubeadmControlPlanes', 'machineDeployments', 'machines', 'now'],
	params: {
		minutes: {
			default: 60,
			unit: 'minutes',
			description: 'How long it may be paused.',
			source: 'Our proposal: an hour of work',
		},
	},
	*run({ clusters, kubeadmControlPlanes, machineDeployments, machines, now }, { minutes }) {
		const others = [...kubeadmControlPlanes.objects, ...machineDeployments.objects, ...machines.objects];
		for (const object of [...(yield* clusterApiObjects(clusters)), ...others].filter(isPaused)) {
			const paused = clusterApiCondition(object, 'Paused');
			if (isOlder(now, paused?.lastTransitionTime || undefined, minutes * 60_000)) {
				yield problemWith(object, t('{0} is paused since {1}.', called(object), paused?.lastTransitionTime || '?'), {
					anchor: fieldAnchor(object, 'spec', 'paused'),
				});
			}
		}
	},
});
