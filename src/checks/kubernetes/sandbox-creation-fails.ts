import { check } from '../../core/check.ts';
import { recentEvents } from '../../core/kubernetes-events.ts';
import { nodeNameOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** Many pods on one node, one cause: the network plugin or its addresses. */
export default check({
	id: 'kubernetes/sandbox-creation-fails',
	title: 'A node cannot give its pods a network',
	remedy: 'Look at the network plugin on that node, and whether it has addresses left.',
	severity: 'error',
	needs: ['kubeEvents', 'pods', 'now'],
	params: {
		minutes: {
			default: 30,
			unit: 'minutes',
			description: 'How new an event must be.',
			source: 'Our proposal: a pod tries every few seconds',
		},
	},
	*run({ kubeEvents, pods, now }, { minutes }) {
		const nodes = new Map(pods.objects.map(pod => [pod.metadata.uid, nodeNameOf(pod)]));
		const failed = recentEvents(kubeEvents.objects, now, minutes * 60_000).filter(
			({ reason }) => reason === 'FailedCreatePodSandBox',
		);
		for (const [node, events] of Map.groupBy(
			failed,
			({ object, node }) => nodes.get(object.uid ?? '') ?? node ?? '?',
		)) {
			const newest = events.reduce((a, b) => (b.last > a.last ? b : a));
			const count = events.reduce((sum, event) => sum + event.count, 0);
			yield {
				message: t('{0} times a pod on {1} got no sandbox: {2}', count, node, plain(newest.message, 300)),
				subject: subjectOfObject({ apiVersion: 'v1', kind: 'Node', name: node }),
			};
		}
	},
});
