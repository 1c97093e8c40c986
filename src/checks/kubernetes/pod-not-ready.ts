import { check } from '../../core/check.ts';
import { eventsOf } from '../../core/kubernetes-events.ts';
import { containerStatusesOf, phaseOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { perWorkload, type Sight, workloadPods } from '../../core/kubernetes-workloads.ts';
import { conditionOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** It runs and gets no traffic, and its workload counts it as missing. */
export default check({
	id: 'kubernetes/pod-not-ready',
	title: 'A pod runs and is not ready',
	remedy: 'Look at its readiness probe, and at what the probe waits for.',
	severity: 'warning',
	needs: ['pods', 'kubeEvents', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'How long it may take to get ready.',
			source: 'Our proposal: slow starters have startup probes of some minutes',
		},
	},
	*run({ pods, kubeEvents, now }, { minutes }) {
		const probes = eventsOf(kubeEvents.objects).filter(
			({ reason }) => reason === 'Unhealthy' || reason === 'ProbeWarning',
		);
		const sights = workloadPods(pods.objects).flatMap((pod): Sight[] => {
			const ready = conditionOf(pod, 'Ready');
			const isWaiting = containerStatusesOf(pod).some(({ waiting }) => waiting !== undefined);
			if (
				phaseOf(pod) !== 'Running' ||
				ready?.status !== 'False' ||
				isWaiting ||
				pod.metadata.deletionTimestamp !== undefined ||
				!isOlder(now, ready.lastTransitionTime || undefined, minutes * 60_000)
			) {
				return [];
			}
			const probe = probes.findLast(({ object }) => object.uid === pod.metadata.uid);
			return [{ pod, key: ready.reason, detail: plain(probe?.message ?? ready.message, 300) }];
		});
		for (const { workload, label, detail } of perWorkload(sights)) {
			yield { message: t('{0} runs and is not ready: {1}', label, detail), subject: subjectOfObject(workload) };
		}
	},
});
