import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { quotasOf } from '../../core/quotas.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** The quota stops a runaway writer before the disk is full. Without it the disk is the limit, and a full disk is worse. */
export default check({
	id: 'etcd/quota-disabled',
	title: 'The space quota is switched off',
	remedy: 'Set --quota-backend-bytes to a positive size, the same on every member.',
	// Source: etcd's log "disabled backend quota"; a negative quota switches it off.
	severity: 'warning',
	needs: ['statuses', 'metrics'],
	params: {},
	*run(facts) {
		for (const [reply, quota] of yield* quotasOf(facts)) {
			if (quota < 0) {
				yield {
					message: t('{0} has no space quota.', labelOf(reply)),
					subject: subjectOf(reply),
					anchor: etcdFlag(['quota-backend-bytes', 'data-dir'], reply),
				};
			}
		}
	},
});
