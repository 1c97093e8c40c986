import { formatBytes, GiB } from '../../core/bytes.ts';
import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

/** The quota keeps a runaway writer from filling the disk; beyond 8 GiB starting and copying a member takes long. */
export default configCheck({
	id: 'config/etcd-quota-doubtful',
	title: 'The space quota of etcd is unusual',
	remedy: 'Set quota-backend-bytes between 2 GiB (2147483648) and 8 GiB (8589934592).',
	// Source: etcd's log "quota exceeds the maximum value".
	severity: 'warning',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const setting = settingOf(process, 'quota-backend-bytes');
			const bytes = /^-?\d{1,18}$/.test(setting?.text ?? '') ? Number(setting?.text) : 0;
			if (!setting || bytes === 0) {
				continue;
			}
			if (bytes < 0) {
				yield problemAt(setting.site, t('A negative quota is none at all: the disk is the limit.'));
			} else if (bytes > 8 * GiB) {
				yield problemAt(setting.site, t('{0} is more than the 8 GiB that etcd is made for.', formatBytes(bytes)));
			} else if (bytes < GiB / 2) {
				yield problemAt(setting.site, t('{0} are soon full, and a full etcd takes no writes.', formatBytes(bytes)));
			}
		}
	},
});
