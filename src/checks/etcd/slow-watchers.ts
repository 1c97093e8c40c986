import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { lastingValue } from '../../core/counters.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const name = 'etcd_debugging_mvcc_slow_watcher_total';
const events = 'etcd_debugging_mvcc_pending_events_total';

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
		pendingEvents: {
			default: 1000,
			unit: 'count',
			description: 'Events not yet handed to watchers in both samples from which it warns.',
			source: 'proposed: more than pass in a moment on a busy member',
		},
	},
	*run({ metrics }, { warnCount, pendingEvents }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const found = { subject: subjectOf(reply), anchor: etcdFlag(['data-dir'], reply) };
			const behind = yield* lastingValue(reply, name, warnCount);
			const pending = yield* lastingValue(reply, events, pendingEvents);
			if (behind !== undefined && behind >= warnCount) {
				yield { ...found, message: t('{0}: {1} watchers stay behind.', labelOf(reply), behind) };
			} else if (pending !== undefined && pending >= pendingEvents) {
				yield { ...found, message: t('{0}: {1} events wait for watchers to take them.', labelOf(reply), pending) };
			}
		}
	},
});
