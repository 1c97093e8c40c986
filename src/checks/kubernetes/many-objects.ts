import { metricsThere } from '../../core/api-server-metrics.ts';
import { check } from '../../core/check.ts';
import { samplesOf } from '../../core/counters.ts';
import { t } from '../../core/words.ts';

/** One kind that runs away fills etcd, and whoever lists it takes the memory of the API server. */
export default check({
	id: 'kubernetes/many-objects',
	title: 'There are very many objects of one kind',
	remedy: 'Find what makes them, and let it clean up behind itself.',
	severity: 'warning',
	needs: ['apiServerMetrics'],
	params: {
		warnCount: {
			default: 10_000,
			unit: 'count',
			description: 'So many objects of one kind are worth a look.',
			source: 'Our proposal: large clusters have that many pods, few have more of anything',
		},
		errorCount: {
			default: 100_000,
			unit: 'count',
			description: 'So many objects of one kind endanger the cluster.',
			source: 'Our proposal: the tested limit of Kubernetes is 150,000 pods',
		},
	},
	*run({ apiServerMetrics }, { warnCount, errorCount }) {
		yield* metricsThere(apiServerMetrics);
		const counts = ['apiserver_resource_objects', 'apiserver_storage_objects']
			.map(name => samplesOf(apiServerMetrics, name))
			.find(samples => samples.length > 0);
		if (counts === undefined) {
			yield { unknown: t('The API server does not tell how many objects it stores.') };
			return;
		}
		for (const { labels, value } of counts) {
			const { group = '', resource = '?' } = labels;
			// Events go by themselves; a check of their own looks at them.
			if (value >= warnCount && resource.split('.')[0] !== 'events') {
				yield {
					message: t('{0} objects of {1} are stored.', value, group === '' ? resource : `${resource}.${group}`),
					severity: value >= errorCount ? 'error' : 'warning',
					subject: { kind: 'cluster' },
				};
			}
		}
	},
});
