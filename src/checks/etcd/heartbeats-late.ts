import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { toldTwice, watched, windowWords } from '../../core/counters.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Followers that hear nothing for an election timeout elect another leader; late heartbeats are the step before. */
export default check({
	id: 'etcd/heartbeats-late',
	title: 'The leader sends its heartbeats late',
	remedy: 'Look at the disk and the CPU of the leader’s host; moving the leader to another member gives time to do so.',
	// Source: DK-05. Only the leader sends heartbeats, so the counters of the others stand still.
	severity: 'warning',
	needs: ['metrics'],
	params: {
		warnCount: {
			default: 5,
			unit: 'count',
			description: 'Late heartbeats in the window from which it warns.',
			source: 'proposed: a single stall makes one late for each follower',
		},
	},
	*run({ metrics }, { warnCount }) {
		for (const watch of yield* watched(metrics)) {
			const [before, after] = (yield* toldTwice(watch, 'etcd_server_heartbeat_send_failures_total')) ?? [0, 0];
			if (after - before >= warnCount) {
				yield {
					message: t(
						'{0} sent {1} heartbeats late {2}.',
						labelOf(watch.reply),
						after - before,
						windowWords(watch.seconds * 1000),
					),
					subject: subjectOf(watch.reply),
					anchor: etcdFlag(['heartbeat-interval', 'wal-dir', 'data-dir'], watch.reply),
				};
			}
		}
	},
});
