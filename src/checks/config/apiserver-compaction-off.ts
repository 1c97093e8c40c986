import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { goDuration } from '../../core/formats/go-duration.ts';
import { t } from '../../core/words.ts';
import { apiServerKinds, apiServerSetting, apiServersOf } from '../../schema/api-server.ts';

/** The API servers compact the history of etcd every five minutes; without that the database grows to its quota. */
export default configCheck({
	id: 'config/apiserver-compaction-off',
	title: 'The API server does not compact etcd',
	remedy: 'Leave etcd-compaction-interval at 5m0s, unless etcd itself compacts.',
	severity: 'warning',
	kinds: apiServerKinds,
	*each(root, around) {
		for (const server of apiServersOf(root, around)) {
			const setting = apiServerSetting(server, 'etcd-compaction-interval');
			const ms = goDuration(setting?.text ?? '');
			if (setting && ms !== undefined && ms <= 0) {
				yield problemAt(setting.site, t('With 0 nobody removes old revisions, unless etcd does.'));
			} else if (setting && ms !== undefined && ms < 60_000) {
				yield problemAt(setting.site, t('Clients that read a list in pages lose their place at every compaction.'));
			}
		}
	},
});
