import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { t } from '../../core/words.ts';

const parts = [
	'InfrastructureReady',
	'ControlPlaneInitialized',
	'ControlPlaneAvailable',
	'WorkersAvailable',
	'RemoteConnectionProbe',
	'TopologyReconciled',
];

/** Some part of it does not work; which one, its own conditions say. */
export default check({
	id: 'cluster-api/cluster-not-available',
	title: 'A Cluster is not available',
	remedy: 'Follow the part that is named down the tree: quorum capi describe.',
	severity: 'error',
	needs: ['clusters', 'now'],
	params: {
		minutes: {
			default: 10,
			unit: 'minutes',
			description: 'How long it may take.',
			source: 'Our proposal: while a Cluster is made or upgraded it is not available for some minutes',
		},
	},
	*run({ clusters, now }, { minutes }) {
		for (const cluster of yield* clusterApiObjects(clusters)) {
			const available = failing(cluster, 'Available', 'Ready');
			if (
				available &&
				cluster.metadata.deletionTimestamp === undefined &&
				isOlder(now, available.lastTransitionTime || undefined, minutes * 60_000)
			) {
				const bad = parts.filter(type => failing(cluster, type));
				yield problemWith(
					cluster,
					t(
						'{0} is not available: {1}',
						called(cluster),
						bad.length > 0 ? `${bad.join(', ')}: ${reasonWords(available)}` : reasonWords(available),
					),
				);
			}
		}
	},
});
