import { check } from '../../core/check.ts';
import { templateOf } from '../../core/event-template.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { perWorkload, type Sight } from '../../core/kubernetes-workloads.ts';
import { conditionOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** It waits until a node fits, and says which of its wishes none fulfils. */
export default check({
	id: 'kubernetes/pod-unschedulable',
	title: 'No node takes a pod',
	remedy: 'Give it what it asks for, or ask for less: resources, node selectors, tolerations, volumes.',
	severity: 'warning',
	needs: ['pods', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'How long it may wait.',
			source: 'Our proposal: an autoscaler brings a node within that time',
		},
	},
	*run({ pods, now }, { minutes }) {
		const sights = pods.objects.flatMap((pod): Sight[] => {
			const scheduled = conditionOf(pod, 'PodScheduled');
			const isWaiting =
				scheduled?.status === 'False' && isOlder(now, scheduled.lastTransitionTime || undefined, minutes * 60_000);
			return isWaiting && pod.metadata.deletionTimestamp === undefined
				? [
						{
							pod,
							key: scheduled.reason + templateOf(scheduled.message),
							detail:
								scheduled.reason === 'SchedulingGated'
									? t('it is held back by its scheduling gates.')
									: plain(scheduled.message, 400),
						},
					]
				: [];
		});
		for (const { workload, label, detail } of perWorkload(sights)) {
			yield { message: t('{0} is not scheduled: {1}', label, detail), subject: subjectOfObject(workload) };
		}
	},
});
