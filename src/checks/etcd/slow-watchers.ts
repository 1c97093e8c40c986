import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { lastingValue } from '../../core/counters.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const name = 'etcd_debugging_mvcc_slow_watcher_total';

/** Watchers that fall behind show their clients an old state, and cost the member memory for what it still owes them. */
export default check({
	id: 'etcd/slow-watchers',
	title: 'Watchers do not keep up with the changes',
	remedy: 'Find the client: one short of CPU or behind a slow network, or one that watches far more than it needs.',
	// Source: RQ-08. A watcher that begins in the past is behind for a moment, hence both samples.
	severity: 'warning',
	needs: ['metrics'],
	params: {
		warnCount: {
			default: 1,
			unit: 'count',
			description: 'Watchers behind in both samples from which it warns.',
			source: 'proposed: in a healthy member none stays behind',
		},
	},
	*run({ metrics }, { warnCount }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const behind = yield* lastingValue(reply, name, warnCount);
			if (behind !== undefined && behind >= warnCount) {
				yield {
					message: t('{0}: {1} watchers stay behind.', labelOf(reply), behind),
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir'], reply),
				};
			}
		}
	},
});
