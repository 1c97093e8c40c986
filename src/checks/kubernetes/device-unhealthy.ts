import { check } from '../../core/check.ts';
import { containerStatusesOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A container keeps its broken device until somebody deletes the pod: nothing moves it away by itself. */
export default check({
	id: 'kubernetes/device-unhealthy',
	title: 'A container has a device that is not healthy',
	remedy: 'Delete the pod, so that its owner makes it anew with another device; look at the device’s driver.',
	severity: 'error',
	needs: ['pods'],
	params: {},
	// Source: KEP-4680, resource health status
	*run({ pods }) {
		for (const pod of pods.objects) {
			for (const { name, json } of containerStatusesOf(pod)) {
				const bad = itemsOf(json, 'allocatedResourcesStatus').flatMap(status =>
					itemsOf(status, 'resources')
						.filter(resource => textOf(resource, 'health') === 'Unhealthy')
						.map(resource => `${textOf(status, 'name') ?? '?'} ${textOf(resource, 'resourceID') ?? ''}`.trim()),
				);
				if (bad.length > 0) {
					yield problemWith(
						pod,
						t('{0}: container {1} has unhealthy devices: {2}.', called(pod), name, bad.join(', ')),
					);
				}
			}
		}
	},
});
