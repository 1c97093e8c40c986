import { check } from '../../core/check.ts';
import { recentEvents } from '../../core/kubernetes-events.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { labelOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** A component that takes the lead again and again was restarted or could not renew its lease: mostly etcd or the API server is slow. */
export default check({
	id: 'kubernetes/leader-flaps',
	title: 'The leader of a component changes often',
	remedy: 'Look at the latency of etcd’s disks, and at the log of the component that lost its lease.',
	severity: 'warning',
	needs: ['kubeEvents', 'now'],
	params: {
		elections: {
			default: 3,
			unit: 'count',
			description: 'So many elections of one component within the hour that events are kept.',
			source: 'Our proposal: a roll-out of the control plane makes one or two',
		},
	},
	*run({ kubeEvents, now }, { elections }) {
		const recent = recentEvents(kubeEvents.objects, now, 3_600_000);
		// The operator of OpenShift counts for itself.
		const told = recent.findLast(({ reason }) => reason === 'EtcdLeaderChangeMetrics');
		if (told) {
			yield { message: t('The leader of etcd changes: {0}', plain(told.message, 300)), subject: { kind: 'cluster' } };
		}
		const held = recent.filter(({ reason }) => reason === 'LeaderElection');
		for (const [lease, events] of Map.groupBy(held, ({ object }) => labelOf(object))) {
			const count = events.reduce((sum, event) => sum + event.count, 0);
			const [event] = events;
			if (event && count >= elections) {
				yield {
					message: t('{0} changed hands {1} times within the last hour.', lease, count),
					subject: subjectOfObject(event.object),
				};
			}
		}
	},
});
