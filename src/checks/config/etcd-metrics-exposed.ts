import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

/** Metrics tell the sizes, the names and the load of a cluster; Prometheus may need them, everybody else does not. */
export default configCheck({
	id: 'config/etcd-metrics-exposed',
	title: 'The metrics of etcd are open to everybody',
	remedy: 'Listen on an address that only the monitoring reaches, or fence the port off.',
	severity: 'info',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const setting = settingOf(process, 'listen-metrics-urls');
			if (setting && /http:\/\/(?:0\.0\.0\.0|\[::\])/.test(setting.text ?? '')) {
				yield problemAt(setting.site, t('Metrics are served by plain http on every address of the node.'));
			}
		}
	},
});
