import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { toldTwice, watched, windowWords } from '../../core/counters.ts';
import { t } from '../../core/words.ts';

/** Every write keeps its old value until it is compacted: many writes a second are what fills a database. */
export default check({
	id: 'etcd/revision-churn',
	title: 'The cluster is written to at a high rate',
	remedy: 'Find the writer: events, leases, or a controller that updates the status of its objects in a loop.',
	// Source: RQ-06. No problem by itself, for a good cluster takes ten times as many.
	severity: 'info',
	needs: ['metrics', 'statuses'],
	params: {
		perSecond: {
			default: 1000,
			unit: 'count',
			description: 'New revisions in a second from which it speaks.',
			source: 'proposed: a Kubernetes cluster of 1,000 nodes stays below',
		},
	},
	*run({ metrics, statuses }, { perSecond }) {
		let most = { grown: 0, rate: 0, windowMs: 0 };
		for (const watch of yield* watched(ofCluster(metrics, statuses))) {
			const [before, after] = (yield* toldTwice(watch, 'etcd_debugging_mvcc_current_revision')) ?? [0, 0];
			const rate = (after - before) / watch.seconds;
			most = rate > most.rate ? { grown: after - before, rate, windowMs: watch.seconds * 1000 } : most;
		}
		if (most.rate > perSecond) {
			yield {
				message: t(
					'{0} revisions were made {1}: {2} a second.',
					most.grown,
					windowWords(most.windowMs),
					Math.round(most.rate),
				),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['auto-compaction-retention', 'quota-backend-bytes']),
			};
		}
	},
});
