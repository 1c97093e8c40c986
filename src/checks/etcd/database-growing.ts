import { etcdFlag } from '../../core/anchors.ts';
import { formatBytes, MiB } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { toldTwice, watchOf, windowWords } from '../../core/counters.ts';
import { formatDuration } from '../../core/duration.ts';
import { quotaOf } from '../../core/members.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const hourMs = 3_600_000;
const shortestWindowMs = 5000;

/** At its quota the cluster refuses every write. A window of seconds only hints at hours, so this is no more than a hint. */
export default check({
	id: 'etcd/database-growing',
	title: 'A database grows so fast that its quota will soon be used up',
	remedy: 'Find the writer, and see that the history is compacted; raise --quota-backend-bytes if the data are wanted.',
	// Source: SP-03.
	severity: 'info',
	needs: ['metrics', 'statuses'],
	params: {
		hours: {
			default: 4,
			unit: 'count',
			description: 'It speaks when the quota would be reached within so many hours, at the pace of the window.',
			source: 'alert etcdExcessiveDatabaseGrowth of etcd’s mixin, there from the growth of 4 hours',
		},
		fromBytes: {
			default: MiB,
			unit: 'bytes',
			description: 'Growth in the window below which it is silent: the file grows in steps.',
			source: 'proposed',
		},
	},
	*run({ metrics, statuses }, { hours, fromBytes }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const watch = watchOf(reply);
			const status = statuses.find(({ endpoint }) => endpoint === reply.endpoint);
			const quota = status && quotaOf(status, metrics);
			if (!watch || watch.seconds * 1000 < shortestWindowMs || quota === undefined) {
				yield {
					unknown: t(
						'{0}: how fast its database grows takes two samples, 5 s apart or more, and its quota.',
						labelOf(reply),
					),
				};
				continue;
			}
			const [before, after] = (yield* toldTwice(watch, 'etcd_mvcc_db_total_size_in_bytes')) ?? [0, 0];
			const grown = after - before;
			const leftMs = ((quota - after) / grown) * watch.seconds * 1000;
			if (grown > fromBytes && quota > after && leftMs < hours * hourMs) {
				yield {
					message: t(
						'{0}: its database grew by {1} {2}; at that pace its quota of {3} is used up in {4}.',
						labelOf(reply),
						formatBytes(grown),
						windowWords(watch.seconds * 1000),
						formatBytes(quota),
						formatDuration(leftMs),
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['quota-backend-bytes', 'auto-compaction-retention', 'data-dir'], reply),
				};
			}
		}
	},
});
