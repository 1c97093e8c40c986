import { formatBytes } from '../../core/bytes.ts';
import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

const recommendedBytes = 10 * 1024 * 1024;

/** One large request holds up all others, on every member, and the API server has limits of its own. */
export default configCheck({
	id: 'config/etcd-request-size-large',
	title: 'etcd takes very large requests',
	remedy: 'Keep max-request-bytes at 1.5 MiB (1572864), and store large things elsewhere.',
	// Source: etcd's log "exceeded recommended request limit".
	severity: 'warning',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const setting = settingOf(process, 'max-request-bytes');
			const bytes = /^\d{1,15}$/.test(setting?.text ?? '') ? Number(setting?.text) : 0;
			if (setting && bytes > recommendedBytes) {
				yield problemAt(
					setting.site,
					t('{0} are more than the 10 MiB that etcd recommends at most.', formatBytes(bytes)),
				);
			}
		}
	},
});
