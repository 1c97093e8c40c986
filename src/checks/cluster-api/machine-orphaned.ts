import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { clusterNameOf } from '../../core/cluster-api.ts';
import { controllerOf } from '../../core/kubernetes-owners.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** As after a restore that lost the owner references: nobody counts it, replaces it or deletes it. */
export default check({
	id: 'cluster-api/machine-orphaned',
	title: 'A Machine belongs to nobody',
	remedy: 'Give it back its owner reference, or delete it.',
	severity: 'warning',
	needs: ['machines', 'clusters', 'machinePools'],
	params: {},
	*run({ machines, clusters, machinePools }) {
		const known = new Set(clusters.objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
		const pools = new Set(machinePools.objects.map(({ metadata }) => metadata.uid));
		for (const machine of yield* clusterApiObjects(machines)) {
			const cluster = clusterNameOf(machine) ?? '';
			const isOfPool = machine.metadata.ownerReferences?.some(({ uid }) => pools.has(uid));
			if (!known.has(`${machine.metadata.namespace}/${cluster}`)) {
				yield problemWith(
					machine,
					t('{0} is of the Cluster {1}, which is not there.', called(machine), cluster || '?'),
				);
			} else if (controllerOf(machine) === undefined && !isOfPool) {
				yield problemWith(machine, t('{0} has no controller.', called(machine)));
			}
		}
	},
});
