import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { newConditionsOf } from '../../core/cluster-api.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { t } from '../../core/words.ts';

/** Old and new Machines side by side, for as long as nobody looks. */
export default check({
	id: 'cluster-api/machine-rollout-stuck',
	title: 'A roll-out of Machines does not get on',
	remedy: 'Look at the newest Machine, and at what keeps the oldest from being drained.',
	severity: 'warning',
	needs: ['kubeadmControlPlanes', 'machineDeployments', 'now'],
	params: {
		minutes: {
			default: 60,
			unit: 'minutes',
			description: 'How long it may take.',
			source: 'Our proposal: large pools take longer, most take less',
		},
	},
	*run({ kubeadmControlPlanes, machineDeployments, now }, { minutes }) {
		for (const object of [...(yield* clusterApiObjects(kubeadmControlPlanes)), ...machineDeployments.objects]) {
			const moving = ['RollingOut', 'ScalingUp', 'ScalingDown'].map(type =>
				newConditionsOf(object).find(condition => condition.type === type),
			);
			const old = failing(object, 'MachinesSpecUpToDate') ?? failing(object, 'Resized');
			const stuck = moving.find(condition => condition?.status === 'True') ?? old;
			if (stuck && isOlder(now, stuck.lastTransitionTime || undefined, minutes * 60_000)) {
				yield problemWith(
					object,
					t('{0}: {1} since {2}, {3}', called(object), stuck.type, stuck.lastTransitionTime || '?', reasonWords(stuck)),
				);
			}
		}
	},
});
