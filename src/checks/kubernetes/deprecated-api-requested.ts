import { metricsThere } from '../../core/api-server-metrics.ts';
import { check } from '../../core/check.ts';
import { samplesOf } from '../../core/counters.ts';
import { t } from '../../core/words.ts';

/** After the upgrade that removes it, whoever asks for it stops working. */
export default check({
	id: 'kubernetes/deprecated-api-requested',
	title: 'Somebody asks for a deprecated API',
	remedy: 'Find who asks, in the audit log, and move it to the newer version before the upgrade.',
	severity: 'warning',
	needs: ['apiServerMetrics'],
	params: {},
	*run({ apiServerMetrics }) {
		yield* metricsThere(apiServerMetrics);
		for (const { labels, value } of samplesOf(apiServerMetrics, 'apiserver_requested_deprecated_apis')) {
			const { group = '', version = '', resource = '', removed_release: release = '' } = labels;
			if (value > 0) {
				const name = [group, version].filter(part => part !== '').join('/');
				yield {
					message:
						release === ''
							? t('{0} of {1} is asked for, which is deprecated.', resource, name)
							: t('{0} of {1} is asked for, which Kubernetes {2} removes.', resource, name, release),
					severity: release === '' ? 'info' : 'warning',
					subject: { kind: 'cluster' },
				};
			}
		}
	},
});
