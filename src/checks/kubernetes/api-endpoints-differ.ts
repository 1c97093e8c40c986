import { check } from '../../core/check.ts';
import { controlPlanePods, flagsOf } from '../../core/kubernetes-pods.ts';
import { problemWith } from '../../core/kubernetes-problem.ts';
import { itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Pods that reach the API server by a dead address fail now and then, and nobody sees why. */
export default check({
	id: 'kubernetes/api-endpoints-differ',
	title: 'The addresses of the service kubernetes are not those of the control plane',
	remedy: 'Look at the API servers that left their lease behind, and at their --advertise-address.',
	severity: 'warning',
	needs: ['endpointSlices', 'pods'],
	params: {},
	*run({ endpointSlices, pods }) {
		const servers = controlPlanePods(pods.objects, 'kube-apiserver');
		const advertised = new Set(
			servers.flatMap(pod => flagsOf(pod)['advertise-address'] ?? textOf(pod, 'status', 'hostIP') ?? []),
		);
		const slice = endpointSlices.objects.find(
			({ metadata }) => metadata.namespace === 'default' && metadata.name === 'kubernetes',
		);
		if (slice === undefined || advertised.size === 0) {
			yield { notApplicable: t('The API servers do not run as pods that can be seen.') };
			return;
		}
		const addresses = itemsOf(slice, 'endpoints').flatMap(endpoint => itemsOf(endpoint, 'addresses'));
		const strange = addresses.filter(address => typeof address === 'string' && !advertised.has(address));
		const lost = [...advertised].filter(address => !addresses.includes(address));
		if (strange.length > 0) {
			yield problemWith(
				slice,
				t('The service kubernetes leads to {0}, where no API server of this cluster is.', strange.join(', ')),
			);
		}
		if (lost.length > 0) {
			yield problemWith(slice, t('The service kubernetes does not lead to the API server at {0}.', lost.join(', ')));
		}
	},
});
