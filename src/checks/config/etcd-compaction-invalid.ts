import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { compareVersions } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

/** Without compaction the history grows until the quota is reached; with a wrong unit it never happens. */
export default configCheck({
	id: 'config/etcd-compaction-invalid',
	title: 'The automatic compaction is not what it seems',
	remedy: 'Use mode "periodic" with a duration such as 1h, or "revision" with a number of revisions.',
	severity: 'error',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const mode = settingOf(process, 'auto-compaction-mode');
			const retention = settingOf(process, 'auto-compaction-retention');
			if (mode?.text !== undefined && mode.text !== '' && !['periodic', 'revision'].includes(mode.text)) {
				yield problemAt(mode.site, t('"{0}" is no mode of compaction: etcd does not start.', mode.text));
			}
			if (mode?.text === 'revision' && /[a-z]/i.test(retention?.text ?? '')) {
				const message = t(
					'"{0}" is a duration: etcd counts its nanoseconds as revisions, and never compacts.',
					retention?.text ?? '',
				);
				yield problemAt(retention?.site ?? mode.site, message, { severity: 'warning' });
			}
			const isOld = process.version && compareVersions(process.version, { major: 3, minor: 6, patch: 0 }) < 0;
			if (process.origin === 'etcd-config' && isOld && retention && retention.text !== '0' && !mode) {
				yield problemAt(retention.nameSite, t('Before etcd 3.6 a file with this needs auto-compaction-mode too.'), {
					part: 'key',
				});
			}
		}
	},
});
