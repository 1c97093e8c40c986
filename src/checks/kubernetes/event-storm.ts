import { check } from '../../core/check.ts';
import { recentEvents } from '../../core/kubernetes-events.ts';
import { t } from '../../core/words.ts';

/** Whoever writes so many is in a loop, and etcd pays for each. */
export default check({
	id: 'kubernetes/event-storm',
	title: 'Events of one kind come in great numbers',
	remedy: 'Look at what the row of events is about; its maker is in a loop.',
	severity: 'warning',
	needs: ['kubeEvents', 'now'],
	params: {
		perMinute: {
			default: 60,
			unit: 'count',
			description: 'So many a minute, on the average of their time.',
			source: 'Our proposal: a client may send 25 at once and then one in five minutes for each object',
		},
		least: {
			default: 200,
			unit: 'count',
			description: 'So many in all.',
			source: 'Our proposal: a roll-out makes dozens',
		},
	},
	*run({ kubeEvents, now }, { perMinute, least }) {
		for (const [key, events] of Map.groupBy(recentEvents(kubeEvents.objects, now, 3_600_000), ({ reason, object }) =>
			`${reason} ${object.kind} ${object.namespace ?? ''}`.trim(),
		)) {
			const count = events.reduce((sum, event) => sum + event.count, 0);
			const minutes = Math.max(
				1,
				(Math.max(...events.map(({ last }) => last)) - Math.min(...events.map(({ first }) => first))) / 60_000,
			);
			const [event] = events;
			if (event && count >= least && count / minutes >= perMinute) {
				yield {
					message: t('{0}: {1} events, {2} a minute, from {3}.', key, count, Math.round(count / minutes), event.source),
					subject: { kind: 'cluster' },
				};
			}
		}
	},
});
