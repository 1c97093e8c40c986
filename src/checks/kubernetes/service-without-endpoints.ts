import { check } from '../../core/check.ts';
import { endpointsOfService, isEndpointReady } from '../../core/kubernetes-endpoints.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { podsSelected } from '../../core/kubernetes-selectors.ts';
import { entriesOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Whoever connects to it is refused, or waits. */
export default check({
	id: 'kubernetes/service-without-endpoints',
	title: 'A service has nobody to answer it',
	remedy: 'Let its selector match the labels of pods, and those pods be ready.',
	severity: 'error',
	needs: ['services', 'endpointSlices', 'pods'],
	params: {},
	*run({ services, endpointSlices, pods }) {
		for (const service of services.objects) {
			const selector = entriesOf(service, 'spec', 'selector');
			const { namespace, name } = service.metadata;
			if (
				selector.length === 0 ||
				textOf(service, 'spec', 'type') === 'ExternalName' ||
				endpointsOfService(endpointSlices.objects, namespace, name).some(isEndpointReady)
			) {
				continue;
			}
			const matching = podsSelected(pods.objects, namespace, { matchLabels: Object.fromEntries(selector) });
			const isIdle = matching.length === 0;
			yield problemWith(
				service,
				isIdle
					? t('{0} selects no pod.', called(service))
					: t('{0} selects {1} pods, none of which is ready.', called(service), matching.length),
				// What selects nothing may be scaled down on purpose.
				{ severity: isIdle ? 'warning' : 'error' },
			);
		}
	},
});
