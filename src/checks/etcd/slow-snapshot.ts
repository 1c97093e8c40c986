import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { sinceStartWords } from '../../core/counters.ts';
import type { MetricsWindow } from '../../core/facts.ts';
import type { Outcome } from '../../core/finding.ts';
import { countAbove, countOf, histogramsOf } from '../../core/histogram.ts';
import { answered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * A snapshot that takes long keeps the disk busy while it is written, and a member behind while it is received. They are too
 * rare for a window: the whole life of the process is judged, one in a hundred being let pass.
 */
export default check({
	id: 'etcd/slow-snapshot',
	title: 'Snapshots take long to save or to receive',
	remedy: 'Look at the disk, at the network to the leader, and at the size of the database.',
	// Source: DK-06.
	severity: 'warning',
	needs: ['metrics', 'now'],
	params: {
		receiveMs: {
			default: 25_600,
			unit: 'milliseconds',
			description: 'How long receiving and saving the database of the leader may take.',
			source: 'etcd logs a transfer above 30 s; this is the bound that its histogram has next below',
		},
		saveMs: {
			default: 1024,
			unit: 'milliseconds',
			description: 'How long syncing a snapshot file may take.',
			source: 'etcd logs a sync above 1 s; this is the bound that its histogram has next to it',
		},
	},
	*run({ metrics, now }, { receiveMs, saveMs }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const since = sinceStartWords(reply.answer.first, now);
			const received = yield* slowOf(reply, 'etcd_snap_db_save_total_duration_seconds', receiveMs);
			if (received && received.slow > received.count / 100) {
				yield problemOf(
					reply,
					t(
						'{0}: {1} of {2} snapshots took long to receive {3}.',
						labelOf(reply),
						received.slow,
						received.count,
						since,
					),
				);
			}
			const saved = yield* slowOf(reply, 'etcd_snap_fsync_duration_seconds', saveMs);
			if (saved && saved.slow > saved.count / 100) {
				yield problemOf(
					reply,
					t('{0}: {1} of {2} snapshot files took long to sync {3}.', labelOf(reply), saved.slow, saved.count, since),
				);
			}
		}
	},
});

function* slowOf(
	reply: Answered<MetricsWindow>,
	family: string,
	limitMs: number,
): Generator<Outcome, { readonly slow: number; readonly count: number } | undefined> {
	const [histogram] = histogramsOf(reply.answer.second ?? reply.answer.first, family);
	if (!histogram) {
		yield { unknown: t('The metrics of {0} do not have {1}.', labelOf(reply), family) };
		return undefined;
	}
	return { slow: countAbove(histogram, limitMs / 1000), count: countOf(histogram) };
}

function problemOf(reply: Answered<MetricsWindow>, message: string): Outcome {
	return { message, subject: subjectOf(reply), anchor: etcdFlag(['data-dir'], reply) };
}
