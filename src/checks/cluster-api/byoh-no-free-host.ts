import { check } from '../../core/check.ts';
import { byohObjects, failing } from '../../core/cluster-api-checks.ts';
import { labelsOf } from '../../core/kubernetes-nodes.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { selects } from '../../core/kubernetes-selectors.ts';
import { fieldOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The controller takes the first free host of any namespace whose labels fit, and says "info" when there is none. */
export default check({
	id: 'cluster-api/byoh-no-free-host',
	title: 'No host of BYOH is free for a Machine',
	remedy: 'Register a host, or let the labels of one match the selector.',
	severity: 'warning',
	needs: ['byoMachines', 'byoHosts'],
	params: {},
	*run({ byoMachines, byoHosts }) {
		const free = byoHosts.objects.filter(
			host =>
				!('cluster.x-k8s.io/cluster-name' in labelsOf(host)) && fieldOf(host, 'status', 'machineRef') === undefined,
		);
		for (const machine of yield* byohObjects(byoMachines)) {
			const ready = failing(machine, 'BYOHostReady');
			if (ready?.reason === 'BYOHostsUnavailable') {
				const fitting = free.filter(host => selects(fieldOf(machine, 'spec', 'selector'), labelsOf(host)));
				yield problemWith(
					machine,
					t(
						'{0} gets no host: {1} of {2} free hosts match its selector.',
						called(machine),
						fitting.length,
						free.length,
					),
					{
						severity: fitting.length === 0 ? 'error' : 'warning',
					},
				);
			}
		}
	},
});
