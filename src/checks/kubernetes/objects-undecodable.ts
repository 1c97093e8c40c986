import { metricsThere } from '../../core/api-server-metrics.ts';
import { check } from '../../core/check.ts';
import { samplesOf } from '../../core/counters.ts';
import { flagAnchor } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** One object that cannot be read makes every list of its kind fail. */
export default check({
	id: 'kubernetes/objects-undecodable',
	title: 'Stored objects cannot be decoded',
	remedy: 'Give the API server back the encryption keys they were written with, or delete the damaged objects.',
	severity: 'error',
	needs: ['apiServerMetrics'],
	params: {},
	*run({ apiServerMetrics }) {
		yield* metricsThere(apiServerMetrics);
		for (const { labels, value } of samplesOf(apiServerMetrics, 'apiserver_storage_decode_errors_total')) {
			if (value > 0) {
				const { group = '', resource = '?' } = labels;
				yield {
					message: t(
						'{0} times the API server could not decode stored objects of {1}.',
						value,
						group === '' ? resource : `${resource}.${group}`,
					),
					subject: { kind: 'cluster' },
					anchor: flagAnchor('kube-apiserver', 'encryption-provider-config', 'etcd-servers'),
				};
			}
		}
	},
});
