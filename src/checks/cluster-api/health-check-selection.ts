import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { clusterNameOf } from '../../core/cluster-api.ts';
import { labelsOf } from '../../core/kubernetes-nodes.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { selects } from '../../core/kubernetes-selectors.ts';
import { fieldOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Machines that nobody watches stay broken, and those that two checks watch are remediated twice. */
export default check({
	id: 'cluster-api/health-check-selection',
	title: 'A MachineHealthCheck selects nothing, or what another one selects',
	remedy: 'Let each Machine match the selector of exactly one check.',
	severity: 'warning',
	needs: ['machineHealthChecks', 'machines'],
	params: {},
	*run({ machineHealthChecks, machines }) {
		const checks = yield* clusterApiObjects(machineHealthChecks);
		const selected = checks.map(check => ({
			check,
			own: machines.objects.filter(
				machine =>
					machine.metadata.namespace === check.metadata.namespace &&
					clusterNameOf(machine) === clusterNameOf(check) &&
					selects(fieldOf(check, 'spec', 'selector'), labelsOf(machine)),
			),
		}));
		for (const { check, own } of selected) {
			if (own.length === 0) {
				yield problemWith(check, t('{0} selects no Machine.', called(check)), {
					anchor: fieldAnchor(check, 'spec', 'selector'),
				});
			}
		}
		const byMachine = Map.groupBy(
			selected.flatMap(({ check, own }) => own.map(machine => ({ check, machine }))),
			({ machine }) => machine,
		);
		const doubled = [...byMachine].filter(([, checks]) => checks.length > 1);
		for (const [names, pairs] of Map.groupBy(doubled, ([, checks]) =>
			checks.map(({ check }) => check.metadata.name).join(', '),
		)) {
			const [first] = pairs;
			if (first) {
				yield problemWith(first[0], t('{0} Machines are watched by several checks: {1}.', pairs.length, names));
			}
		}
	},
});
