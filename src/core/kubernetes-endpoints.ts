import { fieldOf, itemsOf, type Json, type KubeObject } from './kubernetes.ts';
import { labelsOf } from './kubernetes-nodes.ts';

/** The endpoints of a service, of all its slices. */
export function endpointsOfService(slices: readonly KubeObject[], namespace: string | undefined, name: string): Json[] {
	return slices
		.filter(slice => slice.metadata.namespace === namespace && labelsOf(slice)['kubernetes.io/service-name'] === name)
		.flatMap(slice => itemsOf(slice, 'endpoints'));
}

/** Those that take traffic; the API lets `ready` be missing, which means that it is. */
export function isEndpointReady(endpoint: Json): boolean {
	return fieldOf(endpoint, 'conditions', 'ready') !== false;
}
