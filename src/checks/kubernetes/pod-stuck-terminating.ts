import { check } from '../../core/check.ts';
import { isReady } from '../../core/kubernetes-nodes.ts';
import { nodeNameOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import type { KubeObject } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Its name, its volumes and its devices are taken until it is gone; a StatefulSet waits for that. */
export default check({
	id: 'kubernetes/pod-stuck-terminating',
	title: 'A pod does not end',
	remedy: 'Bring back its node or remove it, or let the owner of the finalizer do its work.',
	severity: 'warning',
	needs: ['pods', 'nodes', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'How long after its grace period.',
			source: 'Our proposal: unmounting may take a minute or two',
		},
	},
	*run({ pods, nodes, now }, { minutes }) {
		const known = new Map(nodes.objects.map(node => [node.metadata.name, node]));
		// The time that stands there has the grace period in it.
		const stuck = pods.objects.filter(
			({ metadata }) =>
				metadata.deletionTimestamp !== undefined && isOlder(now, metadata.deletionTimestamp, minutes * 60_000),
		);
		for (const pod of stuck) {
			yield problemWith(
				pod,
				t(
					'{0} should have ended at {1}: {2}',
					called(pod),
					pod.metadata.deletionTimestamp ?? '',
					blockerOf(pod, known),
				),
			);
		}
	},
});

function blockerOf(pod: KubeObject, nodes: ReadonlyMap<string, KubeObject>): string {
	const finalizers = pod.metadata.finalizers ?? [];
	const name = nodeNameOf(pod) ?? '';
	const node = nodes.get(name);
	if (finalizers.length > 0) {
		return t('it waits for the finalizers {0}.', finalizers.join(', '));
	}
	if (node === undefined) {
		return t('its node {0} is gone.', name);
	}
	return isReady(node)
		? t('its kubelet on {0} does not end it.', name)
		: t('its node {0} is not ready, so nobody ends it.', name);
}
