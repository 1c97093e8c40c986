import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { increaseOf, toldTwice, valueOf, watched, windowWords, type Watch } from '../../core/counters.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Before a linearizable read a member asks its leader how far the cluster is; without an answer, the client waits or fails. */
export default check({
	id: 'etcd/read-indexes-failing',
	title: 'Reads wait for the leader, or fail for want of its answer',
	remedy: 'Look at the leader’s disk and CPU, and at the way between this member and the leader.',
	// Source: RF-06.
	severity: 'warning',
	needs: ['metrics'],
	params: {
		warnCount: {
			default: 2,
			unit: 'count',
			description: 'Slow or failed questions to the leader in the window from which it warns.',
			source: 'proposed: etcd says so from the first one, and one is a moment',
		},
	},
	*run({ metrics }, { warnCount }) {
		for (const watch of yield* watched(metrics)) {
			const slow = yield* toldTwice(watch, 'etcd_server_slow_read_indexes_total');
			const failed = yield* toldTwice(watch, 'etcd_server_read_indexes_failed_total');
			if (!slow || !failed) {
				continue;
			}
			const [slowNew, failedNew] = [slow[1] - slow[0], failed[1] - failed[0]];
			if (slowNew + failedNew > 0 && isElecting(watch)) {
				yield { notApplicable: t('{0} was without a leader for a time.', labelOf(watch.reply)) };
			} else if (slowNew + failedNew >= warnCount) {
				yield {
					message: t(
						'{0} asked its leader before a read: {1} answers came late and {2} not at all {3}.',
						labelOf(watch.reply),
						slowNew,
						failedNew,
						windowWords(watch.seconds * 1000),
					),
					subject: subjectOf(watch.reply),
					anchor: etcdFlag(['heartbeat-interval', 'initial-advertise-peer-urls'], watch.reply),
				};
			}
		}
	},
});

/** Without a leader, and while one is elected, nobody can answer: other checks speak of that. Our own reads wait, too. */
function isElecting(watch: Watch): boolean {
	const leaderless = [watch.first, watch.second].some(samples => valueOf(samples, 'etcd_server_has_leader') === 0);
	return leaderless || increaseOf(watch, 'etcd_server_leader_changes_seen_total') > 0;
}
