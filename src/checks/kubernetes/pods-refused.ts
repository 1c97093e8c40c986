import { check } from '../../core/check.ts';
import { recentEvents } from '../../core/kubernetes-events.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { labelOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

const kinds = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'];

/** The pod is never made, so there is none to look at: the event of its maker is all there is. */
export default check({
	id: 'kubernetes/pods-refused',
	title: 'The API server refuses the pods of a workload',
	remedy:
		'Mend what the message names: the quota, the security standard of the namespace, the webhook, the service account.',
	severity: 'error',
	needs: ['kubeEvents', 'now'],
	params: {
		minutes: {
			default: 60,
			unit: 'minutes',
			description: 'How new an event must be.',
			source: 'The API server keeps events for an hour',
		},
	},
	*run({ kubeEvents, now }, { minutes }) {
		const refused = recentEvents(kubeEvents.objects, now, minutes * 60_000).filter(
			({ reason, object }) => reason === 'FailedCreate' && kinds.includes(object.kind),
		);
		for (const [label, events] of Map.groupBy(refused, ({ object }) => labelOf(object))) {
			const newest = events.reduce((a, b) => (b.last > a.last ? b : a));
			yield {
				message: t('{0} cannot make pods ({1}): {2}', label, classOf(newest.message), plain(newest.message, 300)),
				subject: subjectOfObject(newest.object),
			};
		}
	},
});

function classOf(message: string): string {
	return /exceeded quota/.test(message)
		? t('quota')
		: /violates PodSecurity/.test(message)
			? t('security standard')
			: /webhook/.test(message)
				? t('webhook')
				: /serviceaccount .* not found/i.test(message)
					? t('service account')
					: t('refused');
}
