import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, processKinds, settingOf } from '../../schema/etcd-process.ts';

/** What is below /tmp may be swept away while etcd runs, and is gone after a restart of the machine. */
export default configCheck({
	id: 'config/etcd-data-dir-temporary',
	title: 'The data of etcd is in a temporary folder',
	remedy: 'Keep it in /var/lib/etcd, or on a disk of its own.',
	severity: 'warning',
	kinds: [...processKinds, 'kubeadm/ClusterConfiguration'],
	*each(root, around) {
		// kind and Cluster API for Docker keep etcd in memory on purpose: their nodes do not outlive it.
		if (root.document.isPart) {
			return;
		}
		const settings = etcdProcessesOf(root, around).map(process => settingOf(process, 'data-dir'));
		const sites = [
			...settings.flatMap(setting => setting ?? []),
			...textsAt(root, 'etcd.local.dataDir').map(site => ({ site, text: site.text })),
		];
		for (const { site, text = '' } of sites) {
			if (/^\/(?:tmp|var\/tmp|run|dev\/shm)(?:\/|$)/.test(text)) {
				yield problemAt(site, t('{0} does not outlive a restart of the machine.', text));
			}
		}
	},
});
