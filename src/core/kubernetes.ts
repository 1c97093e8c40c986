import type { Certificate, Handshake, Sample } from './facts.ts';
import { resourceNames, type ResourceName } from './kubernetes-resources.ts';

/** A value in an object. `null` is left out when an object is read: absent and null mean the same to Kubernetes. */
export type Json = boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export type KubeOwner = {
	readonly apiVersion: string;
	readonly kind: string;
	readonly name: string;
	readonly uid: string;
	readonly controller?: boolean;
};

/** Times are RFC 3339. */
export type KubeMetadata = {
	readonly name: string;
	readonly namespace?: string;
	readonly uid: string;
	readonly labels?: { readonly [key: string]: string };
	readonly annotations?: { readonly [key: string]: string };
	readonly creationTimestamp?: string;
	readonly deletionTimestamp?: string;
	readonly ownerReferences?: readonly KubeOwner[];
	readonly finalizers?: readonly string[];
	readonly generation?: number;
};

/**
 * One object as the API server tells it. The metadata are looked at when it is read; all else comes from outside and is
 * read with `fieldOf` and its like. Left out: managed fields, the copy that `kubectl apply` keeps, values of environment
 * variables, the schemas of custom resources.
 */
export interface KubeObject {
	readonly apiVersion: string;
	readonly kind: string;
	readonly metadata: KubeMetadata;
	readonly [field: string]: Json | undefined;
}

/** All objects of one kind. A list that was denied or failed is none of these but a gap. */
export interface Listing {
	/** False where the API server does not know this kind: Cluster API is not installed, the version is too old. */
	readonly served: boolean;
	readonly objects: readonly KubeObject[];
	/** From the API server's memory, which may be old: etcd did not answer it. */
	readonly cached?: true;
}

export type Listings = { readonly [K in ResourceName]: Listing };

/** What one API server tells of itself, and what was learned on the way to its etcd. */
export interface KubernetesFacts extends Listings {
	readonly apiServerHealth: ApiServerHealth;
	/** Those of `/metrics` that checks read: of one API server, whichever answered. */
	readonly apiServerMetrics: readonly Sample[];
	readonly apiServerVersion: ApiServerVersion;
	readonly apiServerClock: { readonly offsetMs: number; readonly uncertaintyMs: number };
	/** Seen without any permission: in the handshake, and in the kubeconfig. */
	readonly kubernetesCertificates: KubernetesCertificates;
	/** Certificates in secrets, never keys: of type `kubernetes.io/tls`, and those that Cluster API makes. */
	readonly secretCertificates: readonly ObjectCertificate[];
	/** What kubeadm keeps of its configuration in the cluster; empty where it does not. */
	readonly kubeadmConfig: { readonly config?: KubeadmConfig };
	/** Authorities that webhooks, API services and conversions of custom resources are told to trust. */
	readonly bundleCertificates: readonly ObjectCertificate[];
	/** Objects that Cluster API refers to (infrastructure, bootstrap, control plane), whatever their kind. */
	readonly clusterApiReferences: Listing;
	readonly podLogs: readonly PodLog[];
	/** Which cluster this is, and how its etcd was reached or not. */
	readonly etcdAccess: EtcdAccess;
}

export type KubernetesFact = keyof KubernetesFacts;

export const kubernetesFacts: readonly KubernetesFact[] = [
	...resourceNames,
	'apiServerHealth',
	'apiServerMetrics',
	'apiServerVersion',
	'apiServerClock',
	'kubernetesCertificates',
	'secretCertificates',
	'kubeadmConfig',
	'bundleCertificates',
	'clusterApiReferences',
	'podLogs',
	'etcdAccess',
];

/** The ClusterConfiguration in the ConfigMap `kubeadm-config`, which joins and upgrades read. */
export interface KubeadmConfig {
	readonly apiVersion: string;
	/** By the path of the field, as `ComponentSpec` of the component `kubeadm` has those of a file. */
	readonly fields: Readonly<Record<string, string>>;
}

export interface ApiServerHealth {
	readonly livez: VerboseHealth;
	readonly readyz: VerboseHealth;
}

export interface VerboseHealth {
	readonly ok: boolean;
	/** Each line of `?verbose`; empty where the page does not list them. */
	readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly reason: string }[];
}

export interface ApiServerVersion {
	/** `v1.36.3`, with what distributions append. */
	readonly gitVersion: string;
	readonly major: number;
	readonly minor: number;
}

export interface KubernetesCertificates {
	/** The URL that was dialled. */
	readonly server: string;
	/** Missing where the API server is reached without TLS. */
	readonly handshake?: Handshake;
	/** Missing where the user of the kubeconfig shows none. */
	readonly client?: Certificate;
	readonly authorities: readonly Certificate[];
}

export interface ObjectReference {
	readonly apiVersion: string;
	readonly kind: string;
	readonly namespace?: string;
	readonly name: string;
}

export interface ObjectCertificate {
	readonly object: ObjectReference;
	/** Where in the object: `data[tls.crt]`, `webhooks[0].clientConfig.caBundle`. */
	readonly field: string;
	readonly certificate: Certificate;
	/** Whether the key beside it fits; missing where there is none. */
	readonly keyFits?: boolean;
}

export interface PodLog {
	readonly namespace: string;
	readonly pod: string;
	readonly container: string;
	/** Of the run before the last restart. */
	readonly previous: boolean;
	/** The last lines, without secrets. */
	readonly lines: readonly string[];
}

/** From the least permission to the greatest. */
export type EtcdRoute = 'api' | 'metrics' | 'exec' | 'direct';

export type Distribution = 'kubeadm' | 'rke2' | 'k3s' | 'openshift' | 'talos' | 'managed' | 'external' | 'unknown';

export interface EtcdAccess {
	readonly distribution: Distribution;
	/** What tells so, in words. */
	readonly evidence: string;
	/** The step that gave the facts about etcd; missing where none could. */
	readonly used?: EtcdRoute;
	readonly steps: readonly EtcdStep[];
}

export interface EtcdStep {
	readonly route: EtcdRoute;
	readonly outcome: 'used' | 'denied' | 'failed' | 'notApplicable' | 'notTried';
	/** Why, in words; what it needs where it was denied. */
	readonly reason: string;
}

/** The value at a path, whatever it is; `undefined` where the way ends. */
export function fieldOf(value: Json | KubeObject | undefined, ...path: readonly (string | number)[]): Json | undefined {
	let at: unknown = value;
	for (const step of path) {
		at = typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? Reflect.get(at, step) : undefined;
	}
	// What is inside JSON is JSON.
	return at as Json | undefined;
}

export function textOf(
	value: Json | KubeObject | undefined,
	...path: readonly (string | number)[]
): string | undefined {
	const found = fieldOf(value, ...path);
	return typeof found === 'string' ? found : undefined;
}

export function numberOf(
	value: Json | KubeObject | undefined,
	...path: readonly (string | number)[]
): number | undefined {
	const found = fieldOf(value, ...path);
	return typeof found === 'number' ? found : undefined;
}

/** The items of a list; none where there is no list. */
export function itemsOf(value: Json | KubeObject | undefined, ...path: readonly (string | number)[]): readonly Json[] {
	const found = fieldOf(value, ...path);
	// `Array.isArray` does not narrow a readonly array.
	return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** The names and values of a map; none where there is no map. */
export function entriesOf(
	value: Json | KubeObject | undefined,
	...path: readonly (string | number)[]
): readonly (readonly [string, Json])[] {
	const found = fieldOf(value, ...path);
	if (typeof found !== 'object' || Array.isArray(found)) {
		return [];
	}
	return Object.entries(found).filter((entry): entry is [string, Json] => entry[1] !== undefined);
}

export interface Condition {
	readonly type: string;
	readonly status: 'True' | 'False' | 'Unknown';
	readonly reason: string;
	readonly message: string;
	/** RFC 3339; empty where it is not told. */
	readonly lastTransitionTime: string;
	/** Of Cluster API's older conditions: `Error`, `Warning`, `Info`. */
	readonly severity?: string;
}

/** The conditions at `status.conditions`, or at another path; what has no type or no known status is left out. */
export function conditionsOf(object: KubeObject, ...path: readonly string[]): Condition[] {
	return itemsOf(object, ...(path.length > 0 ? path : ['status', 'conditions'])).flatMap(
		item => conditionAt(item) ?? [],
	);
}

function conditionAt(item: Json): Condition | undefined {
	const [type, status] = [textOf(item, 'type'), textOf(item, 'status')];
	if (type === undefined || (status !== 'True' && status !== 'False' && status !== 'Unknown')) {
		return undefined;
	}
	const severity = textOf(item, 'severity');
	return {
		type,
		status,
		reason: textOf(item, 'reason') ?? '',
		message: textOf(item, 'message') ?? '',
		lastTransitionTime: textOf(item, 'lastTransitionTime') ?? '',
		...(severity !== undefined && { severity }),
	};
}

export function conditionOf(object: KubeObject, type: string): Condition | undefined {
	const named = itemsOf(object, 'status', 'conditions').filter(item => textOf(item, 'type') === type);
	return named.map(conditionAt).find(condition => condition !== undefined);
}

export function referenceOf({ apiVersion, kind, metadata }: KubeObject): ObjectReference {
	const { namespace, name } = metadata;
	return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
}

/** `kind/name`, in a namespace `kind/namespace/name`: as messages name an object. */
export function labelOf({ kind, namespace, name }: ObjectReference): string {
	return [kind, namespace, name].filter(part => part !== undefined).join('/');
}
