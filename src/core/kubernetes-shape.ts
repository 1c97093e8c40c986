import type * as K from './kubernetes.ts';
import { resourceNames, type ResourceName } from './kubernetes-resources.ts';
import { flag, list, number, object, oneOf, optional, record, text, type Fields, type Shape } from './shapes.ts';

const owner = object<K.KubeOwner>({ apiVersion: text, kind: text, name: text, uid: text, controller: optional(flag) });

const metadata = object<K.KubeMetadata>({
	name: text,
	namespace: optional(text),
	uid: text,
	labels: optional(record(text)),
	annotations: optional(record(text)),
	creationTimestamp: optional(text),
	deletionTimestamp: optional(text),
	ownerReferences: optional(list(owner)),
	finalizers: optional(list(text)),
	generation: optional(number),
});

/** What is beside the metadata is of any shape: checks read it with care. */
const kubeObject = object<Pick<K.KubeObject, 'apiVersion' | 'kind' | 'metadata'>>({
	apiVersion: text,
	kind: text,
	metadata,
});

const listing = object<K.Listing>({ served: flag, objects: list(kubeObject), cached: optional(flag) });

const health = object<K.VerboseHealth>({
	ok: flag,
	checks: list(object<K.VerboseHealth['checks'][number]>({ name: text, ok: flag, reason: text })),
});

const reference = object<K.ObjectReference>({ apiVersion: text, kind: text, namespace: optional(text), name: text });
const route = oneOf('api', 'metrics', 'exec', 'direct');

/** What each fact of Kubernetes must look like; the shapes that etcd's facts have too are given. */
export function kubernetesShapes({
	certificate,
	handshake,
	samples,
}: Readonly<Record<'certificate' | 'handshake' | 'samples', Shape>>): Fields<K.KubernetesFacts> {
	const certificates = list(
		object<K.ObjectCertificate>({ object: reference, field: text, certificate, keyFits: optional(flag) }),
	);
	// Every name of the table has the same shape.
	const listings = Object.fromEntries(resourceNames.map(name => [name, listing])) as Record<ResourceName, Shape>;
	return {
		...listings,
		apiServerHealth: object<K.ApiServerHealth>({ livez: health, readyz: health }),
		apiServerMetrics: samples,
		apiServerVersion: object<K.ApiServerVersion>({ gitVersion: text, major: number, minor: number }),
		apiServerClock: object<K.KubernetesFacts['apiServerClock']>({ offsetMs: number, uncertaintyMs: number }),
		kubernetesCertificates: object<K.KubernetesCertificates>({
			server: text,
			handshake: optional(handshake),
			client: optional(certificate),
			authorities: list(certificate),
		}),
		secretCertificates: certificates,
		kubeadmConfig: object<K.KubernetesFacts['kubeadmConfig']>({
			config: optional(object<K.KubeadmConfig>({ apiVersion: text, fields: record(text) })),
		}),
		bundleCertificates: certificates,
		clusterApiReferences: listing,
		podLogs: list(object<K.PodLog>({ namespace: text, pod: text, container: text, previous: flag, lines: list(text) })),
		etcdAccess: object<K.EtcdAccess>({
			distribution: oneOf('kubeadm', 'rke2', 'k3s', 'openshift', 'talos', 'managed', 'external', 'unknown'),
			evidence: text,
			used: optional(route),
			steps: list(
				object<K.EtcdStep>({
					route,
					outcome: oneOf('used', 'denied', 'failed', 'notApplicable', 'notTried'),
					reason: text,
				}),
			),
		}),
	};
}
