import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { nodeNameOfMachine } from '../../core/cluster-api.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { t } from '../../core/words.ts';

/** The Machine has its node, and the node is not well or is gone. */
export default check({
	id: 'cluster-api/machine-node-unhealthy',
	title: 'The node of a Machine is not well',
	remedy: 'Look at that node in the workload cluster.',
	severity: 'error',
	needs: ['machines', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'How long it may be so.',
			source: 'MachineHealthChecks wait 5 min by custom',
		},
	},
	*run({ machines, now }, { minutes }) {
		for (const machine of yield* clusterApiObjects(machines)) {
			const node = failing(machine, 'NodeHealthy');
			if (
				node &&
				nodeNameOfMachine(machine) !== undefined &&
				machine.metadata.deletionTimestamp === undefined &&
				isOlder(now, node.lastTransitionTime || undefined, minutes * 60_000)
			) {
				yield problemWith(
					machine,
					t('The node {0} of {1}: {2}', nodeNameOfMachine(machine) ?? '', called(machine), reasonWords(node)),
				);
			}
		}
	},
});
