import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { newestOf, sinceStartWords } from '../../core/counters.ts';
import { countAbove, countOf, histogramsOf } from '../../core/histogram.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const family = 'etcd_debugging_mvcc_db_compaction_total_duration_milliseconds';

/**
 * Reads and writes wait for one another with a compaction, so a long one is felt by all. They are too rare for a window: the
 * whole life of the process is judged, one in a hundred being let pass.
 */
export default check({
	id: 'etcd/slow-compaction',
	title: 'Compaction takes long',
	remedy: 'Look at the disk, and compact more often, so that each compaction has less to do.',
	// Source: SP-11.
	severity: 'warning',
	needs: ['metrics', 'now'],
	params: {
		warnMs: {
			default: 12_800,
			unit: 'milliseconds',
			description: 'How long a compaction may take.',
			source: 'proposed: 10 s; this is the bound that etcd’s histogram has next above',
		},
	},
	*run({ metrics, now }, { warnMs }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const [histogram] = histogramsOf(newestOf(reply), family);
			if (!histogram) {
				yield { unknown: t('The metrics of {0} do not have {1}.', labelOf(reply), family) };
				continue;
			}
			const [slow, count] = [countAbove(histogram, warnMs), countOf(histogram)];
			if (slow > count / 100) {
				const since = sinceStartWords(newestOf(reply), now);
				yield {
					message: t('{0}: {1} of {2} compactions took long {3}.', labelOf(reply), slow, count, since),
					subject: subjectOf(reply),
					anchor: etcdFlag(['auto-compaction-retention', 'data-dir'], reply),
				};
			}
		}
	},
});
