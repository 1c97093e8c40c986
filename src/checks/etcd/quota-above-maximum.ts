import { etcdFlag } from '../../core/anchors.ts';
import { formatBytes, GiB } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { quotasOf } from '../../core/quotas.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A very large database starts slowly, takes long to send to a new member, and holds everyone up when defragmented. */
export default check({
	id: 'etcd/quota-above-maximum',
	title: 'The space quota is larger than etcd suggests',
	remedy: 'Keep the database small: compact, remove what fills it, or split the data over several clusters.',
	severity: 'warning',
	needs: ['statuses', 'metrics'],
	params: {
		maximumBytes: {
			default: 8 * GiB,
			unit: 'bytes',
			description: 'Largest quota that is not remarked on.',
			source: 'MaxQuotaBytes in etcd’s quota.go: "quota exceeds the maximum value"',
		},
	},
	*run(facts, { maximumBytes }) {
		for (const [reply, quota] of yield* quotasOf(facts)) {
			if (quota > maximumBytes) {
				yield {
					message: t(
						'{0} has a space quota of {1}; etcd suggests {2} at most.',
						labelOf(reply),
						formatBytes(quota),
						formatBytes(maximumBytes),
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['quota-backend-bytes', 'data-dir'], reply),
				};
			}
		}
	},
});
