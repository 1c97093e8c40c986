import { etcdFlag } from '../../core/anchors.ts';
import { formatBytes } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { quotasOf } from '../../core/quotas.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A database that reaches its quota raises the alarm NOSPACE, and from then on the whole cluster refuses every write. */
export default check({
	id: 'etcd/quota-near-limit',
	title: 'A database nears its space quota',
	remedy: 'Compact and defragment, remove what fills it, or raise --quota-backend-bytes on every member.',
	severity: 'warning',
	needs: ['statuses', 'metrics'],
	params: {
		warnPercent: {
			default: 80,
			unit: 'percent',
			description: 'Share of the quota from which it warns.',
			source: 'etcd-diagnosis: 80 % of the quota',
		},
		errorPercent: {
			default: 95,
			unit: 'percent',
			description: 'Share of the quota from which it is an error.',
			source: 'alert etcdDatabaseQuotaLowSpace of etcd’s mixin',
		},
	},
	*run(facts, { warnPercent, errorPercent }) {
		for (const [reply, quota] of yield* quotasOf(facts)) {
			const percent = (reply.answer.dbSizeBytes / quota) * 100;
			if (quota > 0 && percent >= warnPercent) {
				yield {
					message: t(
						'{0} uses {1} % of its space quota ({2} of {3}).',
						labelOf(reply),
						Math.floor(percent),
						formatBytes(reply.answer.dbSizeBytes),
						formatBytes(quota),
					),
					severity: percent > errorPercent ? 'error' : 'warning',
					subject: subjectOf(reply),
					anchor: etcdFlag(['quota-backend-bytes', 'data-dir'], reply),
				};
			}
		}
	},
});
