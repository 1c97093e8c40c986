import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** What the class says and what runs are two things until it is. */
export default check({
	id: 'cluster-api/topology-not-reconciled',
	title: 'The topology of a Cluster is not brought about',
	remedy: 'Read the message; a hook or a pending upgrade may hold it back, or the class and its variables do not fit.',
	severity: 'warning',
	needs: ['clusters', 'clusterClasses'],
	params: {},
	*run({ clusters, clusterClasses }) {
		for (const cluster of yield* clusterApiObjects(clusters)) {
			const topology = failing(cluster, 'TopologyReconciled');
			if (topology) {
				const isHeld = /Pending|Deferred|LifecycleHookBlocking/.test(topology.reason);
				yield problemWith(
					cluster,
					t('The topology of {0} is not brought about: {1}', called(cluster), reasonWords(topology)),
					{ severity: isHeld ? 'info' : topology.reason.includes('Failed') ? 'error' : 'warning' },
				);
			}
		}
		for (const clusterClass of clusterClasses.objects) {
			const bad =
				failing(clusterClass, 'VariablesReady', 'VariablesReconciled') ?? failing(clusterClass, 'RefVersionsUpToDate');
			if (bad) {
				yield problemWith(clusterClass, t('{0}: {1}', called(clusterClass), reasonWords(bad)));
			}
		}
	},
});
