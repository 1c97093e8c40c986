import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { lastingValue } from '../../core/counters.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const name = 'etcd_mvcc_db_open_read_transactions';

/**
 * The pages that an open read transaction sees cannot be used again, so the file grows while one stays open: a backup that
 * a slow client takes, or a list of very many keys.
 */
export default check({
	id: 'etcd/open-read-transactions',
	title: 'Many read transactions stay open',
	remedy: 'Find the backup that never ends, or the client that lists very many keys without a limit.',
	// Source: SP-14.
	severity: 'warning',
	needs: ['metrics'],
	params: {
		warnCount: {
			default: 10,
			unit: 'count',
			description: 'Open read transactions in both samples from which it warns.',
			source:
				'proposed: readers share one per commit, of which there is one in 100 ms, so ten mean readers that last a second',
		},
	},
	*run({ metrics }, { warnCount }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const open = yield* lastingValue(reply, name, warnCount);
			if (open !== undefined && open >= warnCount) {
				yield {
					message: t('{0}: {1} read transactions stay open.', labelOf(reply), open),
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir'], reply),
				};
			}
		}
	},
});
