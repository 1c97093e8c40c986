import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { nodeNameOfMachine } from '../../core/cluster-api.ts';
import { drainBlockersOf } from '../../core/drain-blockers.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** Its pods are guarded, so the Machine stays: where this cluster manages itself that can be seen. */
export default check({
	id: 'cluster-api/drain-blocked',
	title: 'A disruption budget or a volume keeps a Machine from being drained',
	remedy: 'Let the budget allow a disruption, or detach the volume; nodeDrainTimeout bounds how long a drain waits.',
	severity: 'error',
	needs: ['machines', 'nodes', 'pods', 'podDisruptionBudgets', 'volumeAttachments'],
	params: {},
	*run(facts) {
		const nodes = new Set(facts.nodes.objects.map(({ metadata }) => metadata.name));
		for (const machine of yield* clusterApiObjects(facts.machines)) {
			const nodeName = nodeNameOfMachine(machine);
			// A node of this name may be one of another cluster: that the Machine names it, and it is here, decides.
			if (machine.metadata.deletionTimestamp !== undefined && nodeName !== undefined && nodes.has(nodeName)) {
				for (const { object, message } of drainBlockersOf(nodeName, facts)) {
					yield problemWith(
						object,
						t('{0} keeps {1} from being drained: {2}', called(object), called(machine), message),
					);
				}
			}
		}
	},
});
