import { check } from '../../core/check.ts';
import { containersOf } from '../../core/kubernetes-pods.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { podsSelected } from '../../core/kubernetes-selectors.ts';
import { entriesOf, fieldOf, itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The endpoints are there, and nothing listens where they point, or they point nowhere. */
export default check({
	id: 'kubernetes/service-port-mismatch',
	title: 'A service leads to a port that its pods do not have',
	remedy: 'Let targetPort be a port, or the name of one, of the containers.',
	severity: 'warning',
	needs: ['services', 'pods'],
	params: {},
	*run({ services, pods }) {
		for (const service of services.objects) {
			const selector = entriesOf(service, 'spec', 'selector');
			const [pod] =
				selector.length === 0
					? []
					: podsSelected(pods.objects, service.metadata.namespace, { matchLabels: Object.fromEntries(selector) });
			const ports = containersOf(fieldOf(pod, 'spec')).flatMap(container => itemsOf(container, 'ports'));
			for (const [index, port] of (pod === undefined ? [] : itemsOf(service, 'spec', 'ports')).entries()) {
				const target = textOf(port, 'targetPort');
				// A container may listen on a number that it does not name.
				if (target !== undefined && !ports.some(each => textOf(each, 'name') === target)) {
					yield problemWith(
						service,
						t(
							'{0} leads to the port "{1}", which {2} does not have.',
							called(service),
							target,
							pod?.metadata.name ?? '',
						),
						{ anchor: fieldAnchor(service, 'spec', 'ports', index, 'targetPort') },
					);
				}
			}
		}
	},
});
