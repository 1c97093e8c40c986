import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isLoopback, isPlain } from '../../core/hosts.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Metrics tell no key, but much of a cluster: its size, its load, its peers. Whoever reaches the address reads them. */
export default check({
	id: 'etcd/metrics-exposed',
	title: 'Metrics are served to anyone on the network',
	remedy: 'Let --listen-metrics-urls be a loopback address, or allow the port to the monitoring alone.',
	// Source: AU-05.
	severity: 'info',
	needs: ['metrics'],
	params: {},
	*run({ metrics }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const { url } = reply.answer;
			// Of a client URL in plain HTTP another check speaks.
			if (isPlain(url) && !isLoopback(url) && !url.startsWith(reply.endpoint)) {
				yield {
					message: t('{0} serves its metrics at {1} without TLS or password.', labelOf(reply), url),
					subject: subjectOf(reply),
					anchor: etcdFlag(['listen-metrics-urls'], reply),
				};
			}
		}
	},
});
