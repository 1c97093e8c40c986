import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

/** A folder of its own for the log pays where it is a disk of its own; below the data it is the same disk. */
export default configCheck({
	id: 'config/etcd-wal-inside-data',
	title: 'The write-ahead log is not on a disk of its own',
	remedy: 'Put wal-dir on another disk than data-dir, or leave it out.',
	severity: 'warning',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const wal = settingOf(process, 'wal-dir');
			const data = settingOf(process, 'data-dir')?.text?.replace(/\/+$/, '');
			if (wal?.text && data && (wal.text === data || wal.text.startsWith(`${data}/`))) {
				yield problemAt(wal.site, t('{0} is inside the data folder {1}.', wal.text, data));
			}
		}
	},
});
