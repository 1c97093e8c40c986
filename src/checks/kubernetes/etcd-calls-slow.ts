import { metricsThere } from '../../core/api-server-metrics.ts';
import { check } from '../../core/check.ts';
import { formatDuration } from '../../core/duration.ts';
import { countOf, histogramsOf, mergedOf, quantileOf } from '../../core/histogram.ts';
import { t } from '../../core/words.ts';

const family = 'etcd_request_duration_seconds';

/** What the API server waits for etcd, everybody waits; beyond a second leases are lost. */
export default check({
	id: 'kubernetes/etcd-calls-slow',
	title: 'The API server waits long for etcd',
	remedy: 'Look at the disks of etcd and at the network to its leader.',
	severity: 'warning',
	needs: ['apiServerMetrics'],
	params: {
		warnMs: {
			default: 100,
			unit: 'milliseconds',
			description: 'The 99th percentile of calls from which it warns.',
			source: 'etcd: reads and writes within 100 ms on proper disks',
		},
		errorMs: {
			default: 1000,
			unit: 'milliseconds',
			description: 'The 99th percentile of calls from which it is an error.',
			source: 'Kubernetes’ service level: 1 s for a request on one object',
		},
	},
	*run({ apiServerMetrics }, { warnMs, errorMs }) {
		yield* metricsThere(apiServerMetrics);
		const byOperation = Map.groupBy(histogramsOf(apiServerMetrics, family), ({ labels }) => labels['operation'] ?? '?');
		for (const [operation, histograms] of byOperation) {
			const all = mergedOf(histograms.filter(({ labels }) => !/^(?:list|watch)/i.test(labels['operation'] ?? '')));
			const p99 = all && countOf(all) >= fewestCalls ? quantileOf(all, 0.99) : undefined;
			// The bucket tells no more than that the truth lies in it: only its lower bound is sure.
			if (p99 && p99.lower * 1000 >= warnMs) {
				yield {
					message: t(
						'One in a hundred calls "{0}" of the API server to etcd takes longer than {1} (since it started).',
						operation,
						formatDuration(p99.lower * 1000),
					),
					severity: p99.lower * 1000 >= errorMs ? 'error' : 'warning',
					subject: { kind: 'cluster' },
				};
			}
		}
	},
});

/** With fewer the slowest one decides. */
const fewestCalls = 100;
