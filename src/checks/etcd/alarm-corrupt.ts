import { alarmed, whoIs } from '../../core/alarms.ts';
import { etcdImage } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** etcd itself found that members hold different data, and refuses every request on keys until that is settled. */
export default check({
	id: 'etcd/alarm-corrupt',
	title: 'The alarm CORRUPT is raised',
	remedy:
		'Find the members whose hash is in the minority, replace them one by one, and disarm the alarm when all hashes agree.',
	severity: 'error',
	needs: ['alarms', 'statuses', 'memberLists'],
	params: {},
	*run(facts) {
		for (const id of yield* alarmed('CORRUPT', facts)) {
			const who = whoIs(id, facts);
			// etcd raises it for member 0 when it cannot tell which side is wrong.
			yield id === '0'
				? {
						message: t('etcd found corrupt data and cannot tell on which member: requests on keys are refused.'),
						subject: { kind: 'cluster' },
						anchor: etcdImage(),
					}
				: {
						message: t('etcd holds the data of {0} to be corrupt: requests on keys are refused.', labelOf(who) || id),
						subject: subjectOf(who),
						anchor: etcdImage(who),
					};
		}
	},
});
