import type { KubeMetadata, KubeObject, KubernetesFacts, Json, Listing } from '../../src/core/kubernetes.ts';
import { resourceNames, type ResourceName } from '../../src/core/kubernetes-resources.ts';

/**
 * An API server without any object, that is well. A test says only what differs: `factsOf({ nodes: listingOf(node) })`.
 */
export function kubernetesFactsOf(overrides: Partial<KubernetesFacts> = {}): KubernetesFacts {
	// Every name of the table has the same empty list.
	const listings = Object.fromEntries(resourceNames.map(name => [name, listingOf()])) as Record<ResourceName, Listing>;
	return {
		...listings,
		apiServerHealth: { livez: { ok: true, checks: [] }, readyz: { ok: true, checks: [] } },
		apiServerMetrics: [],
		apiServerVersion: { gitVersion: 'v1.36.3', major: 1, minor: 36 },
		apiServerClock: { offsetMs: 120, uncertaintyMs: 502 },
		kubernetesCertificates: { server: 'https://10.0.0.1:6443', authorities: [] },
		secretCertificates: [],
		kubeadmConfig: {},
		bundleCertificates: [],
		clusterApiReferences: listingOf(),
		podLogs: [],
		etcdAccess: { distribution: 'kubeadm', evidence: '', steps: [] },
		...overrides,
	};
}

export function listingOf(...objects: readonly KubeObject[]): Listing {
	return { served: true, objects };
}

/** As of an API server that does not know the kind. */
export const notServed: Listing = { served: false, objects: [] };

/** An object with what every object has; `fields` are `spec`, `status` and their like. */
export function kubeObjectOf(
	apiVersion: string,
	kind: string,
	metadata: Partial<KubeMetadata> & { readonly name: string },
	fields: Readonly<Record<string, Json>> = {},
): KubeObject {
	const { namespace = '', name } = metadata;
	const created = { uid: `uid-${kind}-${namespace}-${name}`, creationTimestamp: '2026-08-01T00:00:00Z' };
	return { ...fields, apiVersion, kind, metadata: { ...created, ...metadata } };
}
