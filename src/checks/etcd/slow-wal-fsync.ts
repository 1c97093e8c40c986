import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isSlower, latenciesOf, quantileWords } from '../../core/latency.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** etcd answers a write only after its log is on disk: a slow disk slows every write, and a very slow one loses the leader. */
export default check({
	id: 'etcd/slow-wal-fsync',
	title: 'The disk is slow at syncing the write-ahead log',
	remedy: 'Give etcd a fast local disk (SSD or NVMe) of its own, and take busy neighbours away from it.',
	// Source: DK-01.
	severity: 'warning',
	needs: ['metrics', 'now'],
	params: {
		warnMs: {
			default: 10,
			unit: 'milliseconds',
			description: 'The 99th percentile from which it warns.',
			source: 'etcd’s FAQ: the 99th percentile should be below 10 ms',
		},
		errorMs: {
			default: 1000,
			unit: 'milliseconds',
			description: 'The 99th percentile from which it is an error.',
			source: 'alert etcdHighFsyncDurations of etcd’s mixin',
		},
	},
	*run(facts, { warnMs, errorMs }) {
		const tooFew = (member: string, count: number, span: string) =>
			t('{0}: only {1} syncs of the write-ahead log {2}.', member, count, span);
		for (const latency of yield* latenciesOf(facts, 'etcd_disk_wal_fsync_duration_seconds', tooFew)) {
			if (isSlower(latency, warnMs)) {
				const { reply, p99, count, span } = latency;
				yield {
					message: t(
						'{0}: the slowest 1 % of syncs of the write-ahead log take {1} or longer ({2} syncs {3}).',
						labelOf(reply),
						quantileWords(p99),
						count,
						span,
					),
					severity: isSlower(latency, errorMs) ? 'error' : 'warning',
					subject: subjectOf(reply),
					anchor: etcdFlag(['wal-dir', 'data-dir'], reply),
				};
			}
		}
	},
});
