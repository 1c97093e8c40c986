import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { podsSelected } from '../../core/kubernetes-selectors.ts';
import { fieldOf, itemsOf, type KubeObject, numberOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Every name takes its time-out, and what looks like a broken service is a policy. */
export default check({
	id: 'kubernetes/network-policy-blocks-dns',
	title: 'A network policy lets its pods ask no DNS',
	remedy: 'Allow port 53 over UDP and TCP to kube-system.',
	severity: 'warning',
	needs: ['networkPolicies', 'pods'],
	params: {},
	*run({ networkPolicies, pods }) {
		for (const policy of networkPolicies.objects) {
			const isEgress = itemsOf(policy, 'spec', 'policyTypes').includes('Egress');
			// An empty selector selects every pod of the namespace.
			const held = podsSelected(pods.objects, policy.metadata.namespace, fieldOf(policy, 'spec', 'podSelector'));
			const free = networkPolicies.objects.filter(
				each =>
					each.metadata.namespace === policy.metadata.namespace &&
					itemsOf(each, 'spec', 'policyTypes').includes('Egress') &&
					allowsDns(each),
			);
			const blocked = held.filter(
				pod =>
					!free.some(
						each => podsSelected([pod], pod.metadata.namespace, fieldOf(each, 'spec', 'podSelector')).length > 0,
					),
			);
			if (isEgress && !allowsDns(policy) && blocked.length > 0) {
				yield problemWith(policy, t('{0} keeps {1} pods from asking DNS.', called(policy), blocked.length));
			}
		}
	},
});

/** By a rule without ports, or one of port 53. Where it leads to is not judged. */
function allowsDns(policy: KubeObject): boolean {
	return itemsOf(policy, 'spec', 'egress').some(rule => {
		const ports = itemsOf(rule, 'ports');
		return (
			ports.length === 0 ||
			ports.some(port => [53, '53', 'dns', undefined].includes(numberOf(port, 'port') ?? textOf(port, 'port')))
		);
	});
}
