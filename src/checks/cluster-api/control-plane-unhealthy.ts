import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { controllerOf } from '../../core/kubernetes-owners.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

const types = [
	'APIServerPodHealthy',
	'ControllerManagerPodHealthy',
	'SchedulerPodHealthy',
	'NodeKubeadmLabelsAndTaintsSet',
];

/** The workload cluster lacks a part of its control plane on some Machine. */
export default check({
	id: 'cluster-api/control-plane-unhealthy',
	title: 'A component of a workload cluster’s control plane is not well',
	remedy: 'Read the log of that pod in the workload cluster.',
	severity: 'error',
	needs: ['kubeadmControlPlanes', 'machines'],
	params: {},
	*run({ kubeadmControlPlanes, machines }) {
		for (const controlPlane of yield* clusterApiObjects(kubeadmControlPlanes)) {
			for (const machine of machines.objects.filter(each => controllerOf(each)?.uid === controlPlane.metadata.uid)) {
				for (const type of types) {
					const bad = failing(machine, type);
					if (bad) {
						yield problemWith(machine, t('{0}: {1} is false, {2}', called(machine), type, reasonWords(bad)), {
							severity: type.startsWith('Node') ? 'warning' : 'error',
						});
					}
				}
			}
		}
	},
});
