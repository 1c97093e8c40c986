import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { clusterApiCondition, clusterNameOf } from '../../core/cluster-api.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** Nothing is mended or scaled in a cluster that its controllers cannot reach. */
export default check({
	id: 'cluster-api/workload-unreachable',
	title: 'The controllers do not reach a workload cluster',
	remedy: 'Look at its endpoint and load balancer, and at its kubeconfig secret.',
	severity: 'error',
	needs: ['clusters', 'machines'],
	params: {},
	*run({ clusters, machines }) {
		const lost = new Set<string>();
		for (const cluster of yield* clusterApiObjects(clusters)) {
			const probe = failing(cluster, 'RemoteConnectionProbe');
			if (probe) {
				lost.add(`${cluster.metadata.namespace}/${cluster.metadata.name}`);
				yield problemWith(cluster, t('{0} cannot be reached: {1}', called(cluster), reasonWords(probe)));
			}
		}
		const cut = machines.objects.filter(
			machine =>
				clusterApiCondition(machine, 'NodeHealthy')?.reason === 'ConnectionDown' &&
				!lost.has(`${machine.metadata.namespace}/${clusterNameOf(machine)}`),
		);
		for (const machine of cut) {
			yield problemWith(machine, t('The connection to the node of {0} is down.', called(machine)), {
				severity: 'warning',
			});
		}
	},
});
