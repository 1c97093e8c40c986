import { check } from '../../core/check.ts';
import { byohObjects } from '../../core/cluster-api-checks.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** It is taken, so no Machine is given it, and nobody gives it back. */
export default check({
	id: 'cluster-api/byoh-host-held',
	title: 'A host of BYOH is held for a Machine that is not there',
	remedy: 'Clean the host up (the agent does it when the annotation host-cleanup is set), and release it.',
	severity: 'warning',
	needs: ['byoHosts', 'byoMachines'],
	params: {},
	// Source: BYOH, machineRef of a ByoHost: the ByoMachine that it is attached to
	*run({ byoHosts, byoMachines }) {
		const there = new Set(byoMachines.objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
		for (const host of yield* byohObjects(byoHosts)) {
			const reference = fieldOf(host, 'status', 'machineRef');
			const [namespace = host.metadata.namespace, name] = ['namespace', 'name'].map(field => textOf(reference, field));
			if (name !== undefined && !there.has(`${namespace}/${name}`)) {
				yield problemWith(
					host,
					t('{0} is held for the ByoMachine {1}, which is not there.', called(host), `${namespace}/${name}`),
				);
			}
		}
	},
});
