import { check } from '../../core/check.ts';
import { clusterApiObjects, reasonWords } from '../../core/cluster-api-checks.ts';
import { clusterApiCondition } from '../../core/cluster-api.ts';
import { controllerOf } from '../../core/kubernetes-owners.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { remediationRules, waitsForRemediation } from '../../core/remediation.ts';
import { t } from '../../core/words.ts';

/** Before it replaces a Machine the controller moves the leadership of etcd away from it, which it cannot while its kubelet is down. */
export default check({
	id: 'cluster-api/remediation-deadlock',
	title: 'A Machine that cannot be replaced may lead etcd',
	remedy: 'Move the leadership by etcdctl move-leader, then delete the Machine.',
	severity: 'error',
	needs: ['machines', 'kubeadmControlPlanes', 'now'],
	params: {
		minutes: {
			default: 15,
			unit: 'minutes',
			description: 'How long it may wait to be replaced.',
			source: 'Our proposal: a replacement takes some minutes',
		},
	},
	// Source: Cluster API #8465
	*run({ machines, kubeadmControlPlanes, now }, { minutes }) {
		for (const controlPlane of yield* clusterApiObjects(kubeadmControlPlanes)) {
			const own = machines.objects.filter(machine => controllerOf(machine)?.uid === controlPlane.metadata.uid);
			for (const machine of own.filter(waitsForRemediation)) {
				const waiting = clusterApiCondition(machine, 'OwnerRemediated');
				const node = clusterApiCondition(machine, 'NodeHealthy', 'NodeReady');
				const isFree = remediationRules(machine, controlPlane, own, now).every(({ isMet }) => isMet);
				const isLong = isOlder(now, waiting?.lastTransitionTime || undefined, minutes * 60_000);
				if (
					isFree &&
					isLong &&
					node !== undefined &&
					node.status !== 'True' &&
					/leader/i.test(waiting?.message ?? '')
				) {
					yield problemWith(
						machine,
						t(
							'{0} is not replaced because the leadership of etcd cannot be moved away from it: {1}',
							called(machine),
							waiting ? reasonWords(waiting) : '',
						),
					);
				}
			}
		}
	},
});
