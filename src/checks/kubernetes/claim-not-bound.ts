import { check } from '../../core/check.ts';
import { eventsOf } from '../../core/kubernetes-events.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { inNamespace } from '../../core/kubernetes-selectors.ts';
import { itemsOf, type KubeObject, textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** The pods that mount it wait with it. */
export default check({
	id: 'kubernetes/claim-not-bound',
	title: 'A claim for storage is not fulfilled',
	remedy: 'Look at its events: the storage class, the provisioner, the zone.',
	severity: 'warning',
	needs: ['persistentVolumeClaims', 'storageClasses', 'pods', 'kubeEvents', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'How long it may wait.',
			source: 'Our proposal: cloud volumes take a minute or two',
		},
	},
	*run({ persistentVolumeClaims, storageClasses, pods, kubeEvents, now }, { minutes }) {
		const events = eventsOf(kubeEvents.objects).filter(
			({ reason }) => reason === 'ProvisioningFailed' || reason === 'FailedBinding',
		);
		for (const claim of persistentVolumeClaims.objects) {
			const phase = textOf(claim, 'status', 'phase');
			if (phase === 'Lost') {
				yield problemWith(claim, t('{0} has lost its volume.', called(claim)), { severity: 'error' });
			} else if (
				phase === 'Pending' &&
				isOlder(now, claim.metadata.creationTimestamp, minutes * 60_000) &&
				!waitsForPod(claim, storageClasses.objects, pods.objects)
			) {
				const event = events.findLast(({ object }) => object.uid === claim.metadata.uid);
				yield problemWith(
					claim,
					event
						? t('{0} is not fulfilled: {1}', called(claim), plain(event.message, 300))
						: t('{0} is not fulfilled, and no event tells why.', called(claim)),
				);
			}
		}
	},
});

/** With such a class a claim without a pod is meant to wait. */
function waitsForPod(claim: KubeObject, classes: readonly KubeObject[], pods: readonly KubeObject[]): boolean {
	const own = classes.find(({ metadata }) => metadata.name === textOf(claim, 'spec', 'storageClassName'));
	if (!own || textOf(own, 'volumeBindingMode') !== 'WaitForFirstConsumer') {
		return false;
	}
	const isUsed = inNamespace(pods, claim.metadata.namespace).some(pod =>
		itemsOf(pod, 'spec', 'volumes').some(
			volume => textOf(volume, 'persistentVolumeClaim', 'claimName') === claim.metadata.name,
		),
	);
	return !isUsed;
}
