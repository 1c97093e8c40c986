import { metricsThere } from '../../core/api-server-metrics.ts';
import { check } from '../../core/check.ts';
import { samplesOf, totalOf } from '../../core/counters.ts';
import { flagAnchor } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** Events are written more often than all else; where they are most of what is stored they crowd out the rest. */
export default check({
	id: 'kubernetes/events-fill-storage',
	title: 'Most of what is stored are events',
	remedy: 'Find who makes them; shorten --event-ttl, or give events an etcd of their own by --etcd-servers-overrides.',
	severity: 'warning',
	needs: ['apiServerMetrics'],
	params: {
		sharePercent: {
			default: 50,
			unit: 'percent',
			description: 'Share of all objects that are events.',
			source: 'Our proposal: in a healthy cluster less than a third',
		},
		leastCount: {
			default: 5000,
			unit: 'count',
			description: 'With fewer events their share does not matter.',
			source: 'Our proposal: small clusters have little else after a start',
		},
	},
	*run({ apiServerMetrics }, { sharePercent, leastCount }) {
		yield* metricsThere(apiServerMetrics);
		const counts = ['apiserver_resource_objects', 'apiserver_storage_objects']
			.map(name => samplesOf(apiServerMetrics, name).filter(({ value }) => value > 0))
			.find(samples => samples.length > 0);
		if (counts === undefined) {
			yield { unknown: t('The API server does not tell how many objects it stores.') };
			return;
		}
		const events = totalOf(counts.filter(({ labels }) => labels['resource']?.split('.')[0] === 'events'));
		const percent = (events / totalOf(counts)) * 100;
		if (events >= leastCount && percent >= sharePercent) {
			yield {
				message: t('{0} of the stored objects are events, {1} %.', events, Math.floor(percent)),
				subject: { kind: 'cluster' },
				anchor: flagAnchor('kube-apiserver', 'event-ttl', 'etcd-servers-overrides', 'etcd-servers'),
			};
		}
	},
});
