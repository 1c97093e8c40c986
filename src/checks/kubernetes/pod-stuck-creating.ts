import { check } from '../../core/check.ts';
import { eventsOf } from '../../core/kubernetes-events.ts';
import { containerStatusesOf, nodeNameOf, phaseOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { perWorkload, type Sight } from '../../core/kubernetes-workloads.ts';
import { fieldOf, textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

const causes = [
	'FailedCreatePodSandBox',
	'FailedMount',
	'FailedAttachVolume',
	'FailedMapVolume',
	'FailedPrepareDynamicResources',
	'NetworkNotReady',
];

/** Its node tries and tries; the reason stands in an event that is not always the newest one. */
export default check({
	id: 'kubernetes/pod-stuck-creating',
	title: 'A pod is stuck before its containers start',
	remedy: 'Mend what its events name: the volume, the network of the node, the device.',
	severity: 'error',
	needs: ['pods', 'kubeEvents', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'How long a node may take.',
			source: 'Our proposal: large images and cloud volumes take two or three',
		},
	},
	*run({ pods, kubeEvents, now }, { minutes }) {
		const byPod = Map.groupBy(eventsOf(kubeEvents.objects), ({ object }) => object.uid ?? '');
		const stuck = pods.objects.filter(
			pod =>
				phaseOf(pod) === 'Pending' &&
				nodeNameOf(pod) !== undefined &&
				pod.metadata.deletionTimestamp === undefined &&
				containerStatusesOf(pod).every(
					({ waiting }) => waiting === undefined || /^(?:ContainerCreating|PodInitializing)$/.test(waiting.reason),
				) &&
				containerStatusesOf(pod).every(({ json }) => fieldOf(json, 'state', 'running') === undefined) &&
				isOlder(now, textOf(pod, 'status', 'startTime') ?? pod.metadata.creationTimestamp, minutes * 60_000),
		);
		const sights = stuck.map((pod): Sight => {
			const events = byPod.get(pod.metadata.uid) ?? [];
			const found = causes
				.map(reason => events.findLast(event => event.reason === reason))
				.find(event => event !== undefined);
			return {
				pod,
				key: found?.reason ?? '',
				detail: found
					? `${found.reason}: ${plain(found.message, 300)}`
					: t('no event tells why (they are kept for an hour).'),
			};
		});
		for (const { workload, label, detail } of perWorkload(sights)) {
			yield { message: t('{0} does not start: {1}', label, detail), subject: subjectOfObject(workload) };
		}
	},
});
