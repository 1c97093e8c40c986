import { check } from '../../core/check.ts';
import { clusterApiObjects, reasonWords } from '../../core/cluster-api-checks.ts';
import { clusterApiCondition } from '../../core/cluster-api.ts';
import { controllerOf } from '../../core/kubernetes-owners.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { remediationRules, waitsForRemediation } from '../../core/remediation.ts';
import { t } from '../../core/words.ts';

/** It should be replaced and is not: which rule forbids it the controller does not say in one place. */
export default check({
	id: 'cluster-api/remediation-blocked',
	title: 'An unhealthy Machine of the control plane is not replaced',
	remedy: 'Mend what the rule names; where the quorum of etcd would be lost, bring back a member first.',
	severity: 'warning',
	needs: ['kubeadmControlPlanes', 'machines', 'now'],
	params: {},
	// Source: Cluster API, remediation of KubeadmControlPlane
	*run({ kubeadmControlPlanes, machines, now }) {
		for (const controlPlane of yield* clusterApiObjects(kubeadmControlPlanes)) {
			const own = machines.objects.filter(machine => controllerOf(machine)?.uid === controlPlane.metadata.uid);
			for (const machine of own.filter(waitsForRemediation)) {
				const rules = remediationRules(machine, controlPlane, own, now);
				const broken = rules.filter(({ isMet }) => !isMet).map(({ words }) => words);
				const condition = clusterApiCondition(machine, 'OwnerRemediated');
				yield problemWith(
					machine,
					broken.length > 0
						? t('{0} waits to be replaced, and this does not hold: {1}', called(machine), broken.join(' '))
						: t('{0} waits to be replaced: {1}', called(machine), condition ? reasonWords(condition) : ''),
					{ anchor: fieldAnchor(controlPlane, 'spec', 'replicas') },
				);
			}
		}
	},
});
