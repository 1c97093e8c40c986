import { metricsThere } from '../../core/api-server-metrics.ts';
import { formatBytes } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { samplesOf } from '../../core/counters.ts';
import { flagAnchor } from '../../core/kubernetes-problem.ts';
import { quotaOfPods } from '../../core/kubernetes-quota.ts';
import { t } from '../../core/words.ts';

/** The same warning as that of etcd itself, and it can be given where etcd is out of reach. */
export default check({
	id: 'kubernetes/storage-near-quota',
	title: 'The API server sees a database of etcd near its quota',
	remedy: 'Compact and defragment, remove what fills it, or raise --quota-backend-bytes on every member.',
	severity: 'warning',
	needs: ['apiServerMetrics', 'pods'],
	params: {
		warnPercent: {
			default: 75,
			unit: 'percent',
			description: 'Share of the quota from which it warns.',
			source: 'Our proposal: earlier than at etcd itself, since this is one sight of one member',
		},
		errorPercent: {
			default: 90,
			unit: 'percent',
			description: 'Share of the quota from which it is an error.',
			source: 'Our proposal: defragmentation takes its time',
		},
	},
	*run({ apiServerMetrics, pods }, { warnPercent, errorPercent }) {
		yield* metricsThere(apiServerMetrics);
		const sizes = [
			'apiserver_storage_size_bytes',
			'apiserver_storage_db_total_size_in_bytes',
			'etcd_db_total_size_in_bytes',
		]
			.map(name => samplesOf(apiServerMetrics, name))
			.find(samples => samples.length > 0);
		const quota = quotaOfPods(pods.objects);
		if (sizes === undefined || quota === undefined) {
			yield {
				unknown:
					sizes === undefined
						? t('The API server does not tell how large its storage is.')
						: t('The quota of etcd is not known here.'),
			};
			return;
		}
		for (const { labels, value } of sizes) {
			const percent = (value / quota) * 100;
			if (percent >= warnPercent) {
				const where = labels['storage_cluster_id'] ?? labels['endpoint'] ?? labels['cluster'] ?? '';
				yield {
					message: t(
						'The storage {0} holds {1}, {2} % of its quota of {3}.',
						where,
						formatBytes(value),
						Math.floor(percent),
						formatBytes(quota),
					),
					severity: percent >= errorPercent ? 'error' : 'warning',
					subject: { kind: 'cluster' },
					anchor: flagAnchor('etcd', 'quota-backend-bytes', 'data-dir'),
				};
			}
		}
	},
});
