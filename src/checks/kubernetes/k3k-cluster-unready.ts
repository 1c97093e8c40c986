import { check } from '../../core/check.ts';
import { called, fieldAnchor, installed, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionOf, numberOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A cluster within the cluster: its data go with its pod unless they are on a volume. */
export default check({
	id: 'kubernetes/k3k-cluster-unready',
	title: 'A cluster of K3k is not ready, or keeps its data nowhere',
	remedy: 'Look at its server pods; set persistence.type to dynamic, and an odd number of servers.',
	severity: 'warning',
	needs: ['k3kClusters'],
	params: {},
	*run({ k3kClusters }) {
		for (const cluster of yield* installed(k3kClusters, 'K3k')) {
			const phase = textOf(cluster, 'status', 'phase') ?? '';
			const ready = conditionOf(cluster, 'Ready');
			const servers = numberOf(cluster, 'spec', 'servers') ?? 1;
			if (['Failed', 'Unknown'].includes(phase) || ready?.status === 'False') {
				yield problemWith(
					cluster,
					t('{0} is not ready: {1} {2}', called(cluster), phase || (ready?.reason ?? ''), ready?.message ?? ''),
					{ severity: 'error' },
				);
			}
			if (textOf(cluster, 'spec', 'persistence', 'type') === 'ephemeral') {
				yield problemWith(cluster, t('{0} loses its data when its pod restarts.', called(cluster)), {
					anchor: fieldAnchor(cluster, 'spec', 'persistence', 'type'),
				});
			}
			if (servers > 1 && servers % 2 === 0) {
				yield problemWith(
					cluster,
					t('{0} has {1} servers: an even number bears no more losses than one less.', called(cluster), servers),
					{ anchor: fieldAnchor(cluster, 'spec', 'servers') },
				);
			}
		}
	},
});
