import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { compared } from '../../core/cluster.ts';
import { formatDuration } from '../../core/duration.ts';
import { boundsWords, isSlower, latenciesOf, type Latency } from '../../core/latency.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** One disk far slower than the others' points to its host, where the cluster as a whole would hide it behind the majority. */
export default check({
	id: 'etcd/one-slow-disk',
	title: 'The disk of one member is much slower than the others',
	remedy: 'Look at that host: a failing disk, a noisy neighbour, a full or shared volume.',
	// Source: DK-09.
	severity: 'warning',
	needs: ['metrics', 'now', 'statuses', 'memberLists'],
	params: {
		ratio: {
			default: 3,
			unit: 'ratio',
			description: 'How many times slower than the next slowest member it must be for sure.',
			source: 'proposed: hosts of one kind differ less',
		},
		fromMs: {
			default: 5,
			unit: 'milliseconds',
			description: 'Below this 99th percentile no disk is slow, whatever the others do.',
			source: 'proposed: half of what etcd’s FAQ asks for',
		},
	},
	*run(facts, { ratio, fromMs }) {
		const metrics = yield* compared(facts.metrics, 'metrics', facts);
		const tooFew = (member: string, count: number, span: string) =>
			t('{0}: only {1} syncs of the write-ahead log {2}.', member, count, span);
		if (metrics.length < 2) {
			yield { notApplicable: t('There are not two members to compare.') };
			return;
		}
		const latencies = yield* latenciesOf({ ...facts, metrics }, 'etcd_disk_wal_fsync_duration_seconds', tooFew);
		const [slowest, next] = latencies.sort((a, b) => b.p99.lower - a.p99.lower);
		if (slowest && next && isFarSlower(slowest, next, ratio, fromMs)) {
			yield {
				message: t(
					'{0}: the slowest 1 % of its syncs of the write-ahead log take {1}, {2}; no other member’s over {3}.',
					labelOf(slowest.reply),
					boundsWords(slowest.p99),
					slowest.span,
					formatDuration(next.p99.upper * 1000),
				),
				subject: subjectOf(slowest.reply),
				anchor: etcdFlag(['wal-dir', 'data-dir'], slowest.reply),
			};
		}
	},
});

/** By the bounds of the buckets, so that it is so wherever in them the truth lies. */
function isFarSlower(slowest: Latency, next: Latency, ratio: number, fromMs: number): boolean {
	return isSlower(slowest, fromMs) && slowest.p99.lower * 1000 >= fromMs && slowest.p99.lower >= next.p99.upper * ratio;
}
