import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionsOf, textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** The operators of OpenShift and of etcd-druid look at etcd all the time, and say what they see. */
export default check({
	id: 'kubernetes/etcd-operator-degraded',
	title: 'An operator of etcd says that etcd is not well',
	remedy: 'Follow its message; with the quorum lost go to the recovery of that operator.',
	severity: 'error',
	needs: ['openshiftEtcds', 'druidEtcds', 'druidTasks'],
	params: {},
	*run({ openshiftEtcds, druidEtcds, druidTasks }) {
		if (!openshiftEtcds.served && !druidEtcds.served) {
			yield { notApplicable: t('{0} is not installed.', 'OpenShift, etcd-druid') };
		}
		for (const etcd of openshiftEtcds.objects) {
			for (const { type, status, reason, message } of conditionsOf(etcd)) {
				const isBad =
					(type.endsWith('Degraded') && status === 'True') || (type.endsWith('Available') && status === 'False');
				if (isBad) {
					yield problemWith(etcd, t('{0}: {1} {2}: {3}', called(etcd), type, reason, message), {
						severity: type.startsWith('EtcdMembers') ? 'error' : 'warning',
					});
				}
			}
		}
		for (const task of druidTasks.objects) {
			const state = textOf(task, 'status', 'state') ?? '';
			if (['Failed', 'Rejected'].includes(state)) {
				const why = textOf(task, 'status', 'lastErrors', 0, 'description') ?? '';
				yield problemWith(task, t('{0} failed: {1}, {2}', called(task), state, plain(why, 300)), {
					severity: 'warning',
				});
			}
		}
		const good = [
			'Ready',
			'AllMembersReady',
			'AllMembersUpdated',
			'BackupReady',
			'DataVolumesReady',
			'LastSnapshotCompactionSucceeded',
		];
		for (const etcd of druidEtcds.objects) {
			for (const { type, status, reason, message } of conditionsOf(etcd)) {
				if ((good.includes(type) && status === 'False') || (type === 'ClusterIDMismatch' && status === 'True')) {
					yield problemWith(etcd, t('{0}: {1} {2}: {3}', called(etcd), type, reason, message), {
						severity: type === 'Ready' || type === 'ClusterIDMismatch' ? 'error' : 'warning',
					});
				}
			}
		}
	},
});
