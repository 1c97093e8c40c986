import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { numberOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Without them nothing of Cluster API happens, and nothing says so. */
export default check({
	id: 'cluster-api/controllers-down',
	title: 'A controller of Cluster API does not run',
	remedy: 'Look at its pods.',
	severity: 'error',
	needs: ['deployments', 'clusters'],
	params: {},
	*run({ deployments, clusters }) {
		yield* clusterApiObjects(clusters);
		for (const deployment of deployments.objects.filter(
			({ metadata }) => 'cluster.x-k8s.io/provider' in (metadata.labels ?? {}),
		)) {
			const [ready, wanted] = [
				numberOf(deployment, 'status', 'readyReplicas') ?? 0,
				numberOf(deployment, 'spec', 'replicas') ?? 1,
			];
			if (ready < Math.max(1, wanted)) {
				yield problemWith(
					deployment,
					wanted === 0
						? t('{0} is scaled to nothing.', called(deployment))
						: t('{0} has {1} of {2} pods ready.', called(deployment), ready, wanted),
				);
			}
		}
	},
});
