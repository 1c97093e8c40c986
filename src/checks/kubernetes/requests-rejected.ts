import { metricsThere } from '../../core/api-server-metrics.ts';
import { check } from '../../core/check.ts';
import { samplesOf, totalOf } from '../../core/counters.ts';
import { t } from '../../core/words.ts';

/** An API server that is asked more than it can bear refuses some of it, and controllers fall behind. */
export default check({
	id: 'kubernetes/requests-rejected',
	title: 'The API server refuses requests to protect itself',
	remedy: 'Find the client that asks so much in the flow schema that is named.',
	severity: 'warning',
	needs: ['apiServerMetrics'],
	params: {
		count: {
			default: 10,
			unit: 'count',
			description: 'So many refusals of one flow schema since the API server started.',
			source: 'Our proposal: a burst at a start is no trouble',
		},
	},
	*run({ apiServerMetrics }, { count }) {
		yield* metricsThere(apiServerMetrics);
		const rejected = samplesOf(apiServerMetrics, 'apiserver_flowcontrol_rejected_requests_total');
		for (const [schema, samples] of Map.groupBy(rejected, ({ labels }) => labels['flow_schema'] ?? '?')) {
			const total = totalOf(samples);
			if (total >= count) {
				yield {
					message: t('The API server has refused {0} requests of the flow schema {1} since it started.', total, schema),
					subject: { kind: 'cluster' },
				};
			}
		}
	},
});
