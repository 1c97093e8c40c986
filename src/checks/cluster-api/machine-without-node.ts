import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { nodeNameOfMachine } from '../../core/cluster-api.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** It costs, and serves nothing. */
export default check({
	id: 'cluster-api/machine-without-node',
	title: 'A Machine does not become a node',
	remedy: 'Follow what is named: the infrastructure, the bootstrap data, the log of cloud-init, the providerID.',
	severity: 'error',
	needs: ['machines', 'now'],
	params: {
		minutes: {
			default: 20,
			unit: 'minutes',
			description: 'How long it may take.',
			source: 'nodeStartupTimeout is 10 min by default; twice that',
		},
	},
	*run({ machines, now }, { minutes }) {
		for (const machine of yield* clusterApiObjects(machines)) {
			const isWaiting = nodeNameOfMachine(machine) === undefined && machine.metadata.deletionTimestamp === undefined;
			if (isWaiting && isOlder(now, machine.metadata.creationTimestamp, minutes * 60_000)) {
				const why =
					failing(machine, 'InfrastructureReady') ??
					failing(machine, 'BootstrapConfigReady', 'BootstrapReady') ??
					failing(machine, 'NodeHealthy') ??
					failing(machine, 'HealthCheckSucceeded');
				const failure =
					textOf(machine, 'status', 'failureMessage') ??
					textOf(machine, 'status', 'deprecated', 'v1beta1', 'failureMessage');
				const phase = textOf(machine, 'status', 'phase') ?? '?';
				yield problemWith(
					machine,
					t(
						'{0} has no node yet, in phase {1}: {2}',
						called(machine),
						phase,
						failure ?? (why ? `${why.type}: ${reasonWords(why)}` : t('no condition says why.')),
					),
				);
			}
		}
	},
});
