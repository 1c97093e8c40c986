import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

/** Between two snapshots etcd keeps every change in memory; at each snapshot it stops for a moment. */
export default configCheck({
	id: 'config/etcd-snapshot-count-unusual',
	title: 'etcd takes snapshots very seldom or very often',
	remedy: 'Leave snapshot-count at 10000, the default since etcd 3.6 and what kubeadm writes.',
	severity: 'warning',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const setting = settingOf(process, 'snapshot-count');
			const count = /^\d{1,15}$/.test(setting?.text ?? '') ? Number(setting?.text) : undefined;
			if (setting && count !== undefined && count > 100_000) {
				yield problemAt(setting.site, t('{0} changes are kept in memory.', count));
			} else if (setting && count !== undefined && count < 1000) {
				yield problemAt(setting.site, t('A snapshot after every {0} changes costs more than it saves.', count));
			}
		}
	},
});
