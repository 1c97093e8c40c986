import { alarmed, whoIs } from '../../core/alarms.ts';
import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** One member without space stops the writes of all: the whole cluster answers reads and deletions only. */
export default check({
	id: 'etcd/alarm-nospace',
	title: 'The alarm NOSPACE is raised',
	remedy:
		'Compact, defragment each member in turn (the leader last), see that the size is below the quota, and only then disarm the alarm.',
	severity: 'error',
	needs: ['alarms', 'statuses', 'memberLists'],
	params: {},
	*run(facts) {
		for (const id of yield* alarmed('NOSPACE', facts)) {
			const who = whoIs(id, facts);
			yield {
				message: t('{0} ran out of its space quota: the cluster refuses writes.', labelOf(who) || id),
				subject: subjectOf(who),
				anchor: etcdFlag(['quota-backend-bytes', 'data-dir'], who),
			};
		}
	},
});
