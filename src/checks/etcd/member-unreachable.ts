import { check } from '../../core/check.ts';
import { labelOf, silencesOf, subjectOf, untold } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member that cannot be reached takes part in no decision: one more failure, and the cluster may stand still. */
export default check({
	id: 'etcd/member-unreachable',
	title: 'A member cannot be reached',
	remedy:
		'See whether its process runs and the way to its client port is open; the end of its log says why it stopped.',
	// Source: alert etcdMembersDown of etcd's mixin.
	severity: 'error',
	needs: ['statuses'],
	params: {},
	*run({ statuses }) {
		yield* untold(statuses, 'statuses');
		for (const silent of silencesOf(statuses)) {
			if (['dns', 'tcp', 'deadline'].includes(silent.silence.stage)) {
				yield {
					message: t('{0} cannot be reached: {1}', labelOf(silent), silent.silence.message),
					subject: subjectOf(silent),
					anchor: {
						kind: 'flag',
						component: 'etcd',
						flags: ['listen-client-urls'],
						...(silent.memberName && { member: silent.memberName }),
					},
				};
			}
		}
	},
});
