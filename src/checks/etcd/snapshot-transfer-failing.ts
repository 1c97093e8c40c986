import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { increaseOf, watched, windowWords } from '../../core/counters.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member too far behind gets the whole database; as long as that fails, it cannot catch up. */
export default check({
	id: 'etcd/snapshot-transfer-failing',
	title: 'Sending the database to another member fails',
	remedy: 'Look at the network between the two, at room on the receiver’s disk, and at the size of the database.',
	// Source: NW-04. Its counters have labels and are absent until the first failure.
	severity: 'warning',
	needs: ['metrics'],
	params: {},
	*run({ metrics }) {
		for (const watch of yield* watched(metrics)) {
			const sent = increaseOf(watch, 'etcd_network_snapshot_send_failures');
			const received = increaseOf(watch, 'etcd_network_snapshot_receive_failures');
			if (sent + received > 0) {
				yield {
					message: t(
						'{0}: {1} snapshots could not be sent and {2} not received {3}.',
						labelOf(watch.reply),
						sent,
						received,
						windowWords(watch.seconds * 1000),
					),
					subject: subjectOf(watch.reply),
					anchor: etcdFlag(['snapshot-catchup-entries', 'data-dir'], watch.reply),
				};
			}
		}
	},
});
