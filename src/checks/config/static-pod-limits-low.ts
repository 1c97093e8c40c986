import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { parseQuantity } from '../../core/kubernetes-quantity.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, settingOf, type EtcdProcess } from '../../schema/etcd-process.ts';

const gibibyte = 1024 ** 3;

/** The database is mapped into memory: a member that outgrows its limit is killed, and one that is throttled loses elections. */
export default configCheck({
	id: 'config/static-pod-limits-low',
	title: 'The limits of etcd are low',
	remedy: 'Leave the limits out, as kubeadm does, or give at least one CPU and as much memory as the quota.',
	// Source: hardware recommendations of etcd; kubeadm writes requests of 100m and 100Mi, and no limits.
	severity: 'warning',
	kinds: ['static-pod', 'workload'],
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const limits = process.container && fieldAt(process.container, 'resources', 'limits');
			const memory = scalarOf(limits && fieldAt(limits, 'memory'));
			const cpu = scalarOf(limits && fieldAt(limits, 'cpu'));
			const least = Math.max(gibibyte, quotaOf(process));
			if (memory && (parseQuantity(memory.text) ?? Infinity) < least) {
				const message = t('With {0} etcd is killed before its database is as large as it may be.', memory.text);
				yield problemAt(memory, message);
			}
			if (cpu && (parseQuantity(cpu.text) ?? Infinity) < 1) {
				yield problemAt(cpu, t('With less than one CPU heartbeats come late, and leaders are lost.'));
			}
		}
	},
});

/** Up to 8 GiB, beyond which another rule speaks. */
function quotaOf(process: EtcdProcess): number {
	const bytes = Number(settingOf(process, 'quota-backend-bytes')?.text);
	return bytes > 0 && bytes <= 8 * gibibyte ? bytes : 0;
}
