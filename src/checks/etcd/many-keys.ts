import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { told } from '../../core/counters.ts';
import { answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** The index of all keys lives in memory: it grows with their number, and so does the time until a member has started. */
export default check({
	id: 'etcd/many-keys',
	title: 'The cluster holds very many keys',
	remedy:
		'Find what is kept without end (events, finished jobs, leftovers of a controller), and give the members memory.',
	// Source: RQ-14.
	severity: 'warning',
	needs: ['metrics', 'statuses'],
	params: {
		warnCount: {
			default: 1_000_000,
			unit: 'count',
			description: 'Keys from which it warns.',
			source: 'proposed',
		},
		errorCount: {
			default: 3_000_000,
			unit: 'count',
			description: 'Keys from which it is an error.',
			source: 'proposed',
		},
	},
	*run({ metrics, statuses }, { warnCount, errorCount }) {
		const counts: number[] = [];
		for (const reply of yield* answered(ofCluster(metrics, statuses), 'metrics')) {
			counts.push((yield* told(reply, 'etcd_debugging_mvcc_keys_total')) ?? 0);
		}
		const most = Math.max(0, ...counts);
		if (most > warnCount) {
			yield {
				message: t('The cluster holds {0} keys.', most),
				severity: most > errorCount ? 'error' : 'warning',
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['quota-backend-bytes', 'data-dir']),
			};
		}
	},
});
