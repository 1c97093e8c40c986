import { check } from '../../core/check.ts';
import { called, installed, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { fieldOf, itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The pods that name it wait with it. */
export default check({
	id: 'kubernetes/resource-claim-stuck',
	title: 'A claim for devices is not fulfilled',
	remedy: 'Look whether the driver of the device class runs and publishes devices (ResourceSlices).',
	severity: 'warning',
	needs: ['resourceClaims', 'resourceSlices', 'deviceClasses', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'How long it may wait.',
			source: 'Our proposal: as for a pod',
		},
	},
	*run({ resourceClaims, resourceSlices, deviceClasses, now }, { minutes }) {
		const claims = yield* installed(resourceClaims, 'resource.k8s.io');
		for (const claim of claims) {
			const isOpen =
				fieldOf(claim, 'status', 'allocation') === undefined &&
				isOlder(now, claim.metadata.creationTimestamp, minutes * 60_000);
			const classes = itemsOf(claim, 'spec', 'devices', 'requests').map(
				request => textOf(request, 'exactly', 'deviceClassName') ?? textOf(request, 'deviceClassName'),
			);
			const lost = classes.find(
				name => name !== undefined && !deviceClasses.objects.some(({ metadata }) => metadata.name === name),
			);
			if (lost !== undefined) {
				yield problemWith(claim, t('{0} wants the device class {1}, which is not there.', called(claim), lost), {
					severity: 'error',
				});
			} else if (isOpen) {
				yield problemWith(
					claim,
					resourceSlices.objects.length === 0
						? t('{0} gets no device: no driver publishes any.', called(claim))
						: t('{0} gets no device.', called(claim)),
				);
			}
		}
	},
});
