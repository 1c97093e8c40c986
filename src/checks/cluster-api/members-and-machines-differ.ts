import { check } from '../../core/check.ts';
import { clusterApiObjects, reasonWords } from '../../core/cluster-api-checks.ts';
import { newConditionsOf, oldConditionsOf } from '../../core/cluster-api.ts';
import { controllerOf } from '../../core/kubernetes-owners.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** A member without a Machine still counts for the quorum; the controller then neither scales nor replaces anything. */
export default check({
	id: 'cluster-api/members-and-machines-differ',
	title: 'The members of etcd are not those of the Machines',
	remedy: 'Remove the member that has no Machine, from within the workload cluster.',
	severity: 'error',
	needs: ['kubeadmControlPlanes', 'machines'],
	params: {},
	*run({ kubeadmControlPlanes, machines }) {
		const said = /does not match the list of Machines|does not have a corresponding (?:Machine|Node)/;
		for (const controlPlane of yield* clusterApiObjects(kubeadmControlPlanes)) {
			const own = machines.objects.filter(machine => controllerOf(machine)?.uid === controlPlane.metadata.uid);
			const conditions = [controlPlane, ...own].flatMap(object => [
				...newConditionsOf(object),
				...oldConditionsOf(object),
			]);
			const found = conditions.find(({ status, message }) => status !== 'True' && said.test(message));
			if (found) {
				yield problemWith(controlPlane, t('{0}: {1}', called(controlPlane), reasonWords(found)));
			}
		}
	},
});
