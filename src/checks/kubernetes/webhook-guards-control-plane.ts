import { check } from '../../core/check.ts';
import { labelsOf } from '../../core/kubernetes-nodes.ts';
import { fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { selects } from '../../core/kubernetes-selectors.ts';
import { webhooksOf } from '../../core/kubernetes-webhooks.ts';
import { entriesOf, fieldOf, itemsOf, type Json, type KubeObject, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A webhook that must be asked about leases or pods of kube-system can keep the control plane from healing itself, and itself from starting. */
export default check({
	id: 'kubernetes/webhook-guards-control-plane',
	title: 'A webhook that must not fail is asked about the control plane',
	remedy: 'Exclude kube-system, and the webhook’s own namespace, by its namespaceSelector or matchConditions.',
	severity: 'warning',
	needs: ['validatingWebhookConfigurations', 'mutatingWebhookConfigurations', 'namespaces'],
	params: {},
	// Source: kubernetes.io, Admission webhook good practices
	*run(facts) {
		for (const { configuration, webhook, name, index, isFatal } of webhooksOf(facts)) {
			const own = textOf(webhook, 'clientConfig', 'service', 'namespace');
			const guarded = ['kube-system', own]
				.filter(each => each !== undefined)
				.filter(namespace =>
					selects(fieldOf(webhook, 'namespaceSelector'), namespaceLabels(facts.namespaces.objects, namespace)),
				);
			const what = vitalResourceOf(webhook);
			// Conditions in CEL may exclude anything; they are not evaluated here.
			const isNarrowed =
				itemsOf(webhook, 'matchConditions').length > 0 || entriesOf(webhook, 'objectSelector').length > 0;
			if (isFatal && !isNarrowed && what !== undefined && guarded.length > 0) {
				yield problemWith(
					configuration,
					t(
						'The webhook {0} must be asked about {1} in {2}, and requests fail while it does not answer.',
						name,
						what,
						[...new Set(guarded)].join(', '),
					),
					{ anchor: fieldAnchor(configuration, 'webhooks', index, 'namespaceSelector') },
				);
			}
		}
	},
});

const vital: readonly (readonly [group: string, resource: string])[] = [
	['', 'pods'],
	['coordination.k8s.io', 'leases'],
];

/** What of the vital resources a webhook is asked about when one is made or changed. */
function vitalResourceOf(webhook: Json): string | undefined {
	const rules = itemsOf(webhook, 'rules');
	const [, resource] =
		vital.find(([group, name]) =>
			rules.some(
				rule =>
					listsAny(rule, 'apiGroups', group, '*') &&
					listsAny(rule, 'resources', name, '*', '*/*') &&
					listsAny(rule, 'operations', 'CREATE', 'UPDATE', '*'),
			),
		) ?? [];
	return resource;
}

function listsAny(rule: Json, field: string, ...wanted: readonly string[]): boolean {
	return itemsOf(rule, field).some(each => typeof each === 'string' && wanted.includes(each));
}

function namespaceLabels(namespaces: readonly KubeObject[], name: string): Readonly<Record<string, string>> {
	const found = namespaces.find(({ metadata }) => metadata.name === name);
	// The API server sets this label on every namespace.
	return { 'kubernetes.io/metadata.name': name, ...(found && labelsOf(found)) };
}
