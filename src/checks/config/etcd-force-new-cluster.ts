import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';
import { removeSetting } from '../../schema/setting-fix.ts';

/** It throws the other members out, at every start again: for one restore by hand, never for a file that stays. */
export default configCheck({
	id: 'config/etcd-force-new-cluster',
	title: 'A file makes etcd forget its members at every start',
	remedy: 'Remove force-new-cluster as soon as the one restore it was for is done.',
	severity: 'error',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const setting = settingOf(process, 'force-new-cluster');
			if (setting && /^(?:1|t|true)$/i.test(setting.text ?? '')) {
				const message = t('At its next start this member will leave all others out of the cluster.');
				// kubeadm itself takes the file.
				const severity = process.origin === 'kubeadm' ? 'warning' : 'error';
				const fix = setting.isApart ? undefined : removeSetting(t('Delete the flag'), setting);
				yield problemAt(setting.nameSite, message, { part: setting.namePart, severity, fix });
			}
		}
	},
});
