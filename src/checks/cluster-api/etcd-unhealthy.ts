import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { clusterApiCondition } from '../../core/cluster-api.ts';
import { controllerOf } from '../../core/kubernetes-owners.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** The controller of the control plane looks at every member, and does nothing to its Machines until they are well. */
export default check({
	id: 'cluster-api/etcd-unhealthy',
	title: 'The etcd of a workload cluster is not well',
	remedy: 'Diagnose that etcd: its members and alarms, from within the workload cluster.',
	severity: 'error',
	needs: ['kubeadmControlPlanes', 'machines'],
	params: {},
	*run({ kubeadmControlPlanes, machines }) {
		for (const controlPlane of yield* clusterApiObjects(kubeadmControlPlanes)) {
			const healthy = clusterApiCondition(controlPlane, 'EtcdClusterHealthy');
			const bad = machines.objects.filter(
				machine =>
					controllerOf(machine)?.uid === controlPlane.metadata.uid &&
					(failing(machine, 'EtcdMemberHealthy') ?? failing(machine, 'EtcdPodHealthy')),
			);
			if (healthy?.status === 'False') {
				const names = bad.map(({ metadata }) => metadata.name).join(', ');
				yield problemWith(
					controlPlane,
					t('The etcd of {0} is not well ({1}): {2}', called(controlPlane), names || '?', reasonWords(healthy)),
				);
			} else if (healthy?.status === 'Unknown') {
				yield {
					unknown: t(
						'The state of the etcd of {0} is not known to its controller: {1}',
						called(controlPlane),
						reasonWords(healthy),
					),
				};
			}
		}
	},
});
