import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Nobody outside reaches it. */
export default check({
	id: 'kubernetes/load-balancer-pending',
	title: 'A load balancer has no address',
	remedy: 'Look at the events of the service, and at what makes load balancers here.',
	severity: 'warning',
	needs: ['services', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'How long it may take.',
			source: 'Our proposal: clouds take two or three',
		},
	},
	*run({ services, now }, { minutes }) {
		for (const service of services.objects) {
			const isPending =
				textOf(service, 'spec', 'type') === 'LoadBalancer' &&
				itemsOf(service, 'status', 'loadBalancer', 'ingress').length === 0;
			if (isPending && isOlder(now, service.metadata.creationTimestamp, minutes * 60_000)) {
				yield problemWith(
					service,
					t('{0} waits for an address since {1}.', called(service), service.metadata.creationTimestamp ?? '?'),
				);
			}
		}
	},
});
