import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, setFix } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { apiServersOf } from '../../schema/api-server.ts';
import { containersOf } from '../../schema/command.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

/** What the cluster stands on must start while the network, or the registry inside the cluster, is still away. */
export default configCheck({
	id: 'config/static-pod-image-pulled',
	title: 'A static pod does not start without its registry',
	remedy: 'Set imagePullPolicy: IfNotPresent, as kubeadm does.',
	severity: 'warning',
	kinds: ['static-pod'],
	*each(root, around) {
		if (etcdProcessesOf(root, around).length + apiServersOf(root, around).length === 0) {
			return;
		}
		for (const container of containersOf(root)) {
			const policy = scalarOf(fieldAt(container, 'imagePullPolicy'));
			if (policy?.text === 'Always') {
				yield problemAt(policy, t('At every start the registry is asked, and without it nothing starts.'), {
					fix: setFix(t('Write "{0}"', 'IfNotPresent'), policy, 'IfNotPresent'),
				});
			}
		}
	},
});
