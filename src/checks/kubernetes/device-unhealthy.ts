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
				const inHealth = (health: string) =>
					itemsOf(json, 'allocatedResourcesStatus').flatMap(status =>
						itemsOf(status, 'resources')
							.filter(resource => textOf(resource, 'health') === health)
							.map(resource => `${textOf(status, 'name') ?? '?'} ${textOf(resource, 'resourceID') ?? ''}`.trim()),
					);
				const [bad, untold] = [inHealth('Unhealthy'), inHealth('Unknown')];
				if (untold.length > 0) {
					// Its plugin has told nothing, or tells nothing any more.
					yield {
						unknown: t('{0}: nobody tells how these devices of {1} are: {2}.', called(pod), name, untold.join(', ')),
					};
				}
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
