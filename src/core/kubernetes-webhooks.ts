import type { Facts } from './facts.ts';
import { itemsOf, textOf, type Json, type KubeObject } from './kubernetes.ts';
import { endpointsOfService, isEndpointReady } from './kubernetes-endpoints.ts';
import { t } from './words.ts';

export interface Webhook {
	readonly configuration: KubeObject;
	readonly webhook: Json;
	readonly name: string;
	readonly index: number;
	/** Requests fail when it does not answer. */
	readonly isFatal: boolean;
}

export function webhooksOf(
	facts: Pick<Facts, 'validatingWebhookConfigurations' | 'mutatingWebhookConfigurations'>,
): Webhook[] {
	const all = [...facts.validatingWebhookConfigurations.objects, ...facts.mutatingWebhookConfigurations.objects];
	return all.flatMap(configuration =>
		itemsOf(configuration, 'webhooks').map((webhook, index) => ({
			configuration,
			webhook,
			name: textOf(webhook, 'name') ?? String(index),
			index,
			isFatal: textOf(webhook, 'failurePolicy') !== 'Ignore',
		})),
	);
}

export interface ServiceName {
	readonly namespace: string;
	readonly name: string;
}

/** The service that a webhook asks; `undefined` for one outside the cluster. */
export function serviceOf(clientConfig: Json | undefined): ServiceName | undefined {
	const [namespace, name] = [textOf(clientConfig, 'service', 'namespace'), textOf(clientConfig, 'service', 'name')];
	return namespace === undefined || name === undefined ? undefined : { namespace, name };
}

/** Why nobody answers at a service; `undefined` where somebody should. */
export function deadEndOf(
	{ namespace, name }: ServiceName,
	{ services, endpointSlices }: Pick<Facts, 'services' | 'endpointSlices'>,
): string | undefined {
	const service = services.objects.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
	if (service === undefined) {
		return t('there is no service {0}/{1}.', namespace, name);
	}
	// An external name is resolved elsewhere.
	const isExternal = textOf(service, 'spec', 'type') === 'ExternalName';
	const isServed = endpointsOfService(endpointSlices.objects, namespace, name).some(isEndpointReady);
	return isExternal || isServed ? undefined : t('the service {0}/{1} has no ready endpoint.', namespace, name);
}
