import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { increaseOf, lastingValue, watchOf } from '../../core/counters.ts';
import { formatDuration } from '../../core/duration.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const name = 'etcd_server_proposals_pending';

/** Writes that wait to be decided. A busy cluster has some at any moment; one that falls behind keeps many for long. */
export default check({
	id: 'etcd/proposals-pending',
	title: 'Writes pile up, waiting to be agreed on',
	remedy: 'Look at the disks and at the way between the members, and slow down the clients that write most.',
	// Source: RF-04.
	severity: 'warning',
	needs: ['metrics'],
	params: {
		warnCount: {
			default: 100,
			unit: 'count',
			description: 'How many may wait at both ends of the window.',
			source: 'proposed',
		},
		waitMs: {
			default: 1000,
			unit: 'milliseconds',
			description:
				'How long those that wait must take at the pace of the window: many that pass quickly are only load.',
			source: 'proposed: a tenth of what clients wait for as a rule',
		},
	},
	*run({ metrics }, { warnCount, waitMs }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const pending = (yield* lastingValue(reply, name, warnCount)) ?? 0;
			const watch = watchOf(reply);
			const applied = watch ? increaseOf(watch, 'etcd_server_proposals_applied_total') : 0;
			const takesMs = (pending / (applied / (watch?.seconds ?? 0))) * 1000;
			if (pending > warnCount && takesMs >= waitMs) {
				yield {
					message:
						applied === 0
							? t('{0}: {1} proposals wait or more, and none was applied.', labelOf(reply), pending)
							: t(
									'{0}: {1} proposals wait or more, which take {2} at the present pace.',
									labelOf(reply),
									pending,
									formatDuration(takesMs),
								),
					subject: subjectOf(reply),
					anchor: etcdFlag(['wal-dir', 'data-dir'], reply),
				};
			}
		}
	},
});
