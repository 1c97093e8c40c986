import { etcdFlag } from '../../core/anchors.ts';
import { formatBytes, GiB } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { quotasOf } from '../../core/quotas.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** DefaultQuotaBytes in etcd's quota.go. */
const defaultQuotaBytes = 2 * GiB;

/** Half of the default quota is used, which nobody may have chosen: a busy day can use the rest. */
export default check({
	id: 'etcd/quota-default-for-large-database',
	title: 'A large database has the default quota',
	remedy: 'Choose --quota-backend-bytes yourself, up to 8 GiB and the same on every member.',
	severity: 'info',
	needs: ['statuses', 'metrics'],
	params: {
		largeBytes: {
			default: GiB,
			unit: 'bytes',
			description: 'Size of the database from which the default quota is remarked on.',
			source: 'Our proposal: half of the default quota',
		},
	},
	*run(facts, { largeBytes }) {
		for (const [reply, quota] of yield* quotasOf(facts)) {
			if (quota === defaultQuotaBytes && reply.answer.dbSizeBytes > largeBytes) {
				yield {
					message: t(
						'{0} holds {1} under the default quota of {2}.',
						labelOf(reply),
						formatBytes(reply.answer.dbSizeBytes),
						formatBytes(quota),
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['quota-backend-bytes', 'data-dir'], reply),
				};
			}
		}
	},
});
