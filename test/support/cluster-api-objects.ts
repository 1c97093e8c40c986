import type { Json, KubeMetadata, KubeObject } from '../../src/core/kubernetes.ts';
import { kubeObjectOf } from './kubernetes-facts.ts';
import { ago, type States } from './kubernetes-objects.ts';

export type Contract = 'v1beta1' | 'v1beta2';

const groups: Readonly<Record<string, string>> = {
	KubeadmControlPlane: 'controlplane.cluster.x-k8s.io',
	KubeadmConfig: 'bootstrap.cluster.x-k8s.io',
	TestCluster: 'infrastructure.cluster.x-k8s.io',
	TestMachine: 'infrastructure.cluster.x-k8s.io',
	ByoMachine: 'infrastructure.cluster.x-k8s.io',
	ByoHost: 'infrastructure.cluster.x-k8s.io',
	ByoCluster: 'infrastructure.cluster.x-k8s.io',
};

export interface ClusterApiParts {
	readonly contract?: Contract;
	readonly cluster?: string;
	readonly owner?: KubeObject;
	/** Of the newer contract or, with severities as `False/Warning`, of the older one. */
	readonly states?: States;
	readonly spec?: Readonly<Record<string, Json>>;
	readonly status?: Readonly<Record<string, Json>>;
	readonly meta?: Partial<KubeMetadata>;
}

/** An object of Cluster API in namespace `fleet`, of a cluster named `prod`, with its conditions where its contract has them. */
export function clusterApiObjectOf(kind: string, name: string, parts: ClusterApiParts = {}): KubeObject {
	const { contract = 'v1beta2', cluster = 'prod', owner, states = {}, spec = {}, status = {}, meta } = parts;
	const ownerReferences = owner && [
		{
			apiVersion: owner.apiVersion,
			kind: owner.kind,
			name: owner.metadata.name,
			uid: owner.metadata.uid,
			controller: true,
		},
	];
	const labels = { ...(kind !== 'Cluster' && { 'cluster.x-k8s.io/cluster-name': cluster }), ...meta?.labels };
	return kubeObjectOf(
		`${groups[kind] ?? 'cluster.x-k8s.io'}/${contract}`,
		kind,
		{ namespace: 'fleet', name, ...(ownerReferences && { ownerReferences }), ...meta, labels },
		{
			spec: { ...(kind === 'Machine' && { clusterName: cluster }), ...spec },
			status: { conditions: statesOf(states), ...status },
		},
	);
}

/** `False/Warning` has a severity. */
function statesOf(states: States): Json {
	return Object.entries(states).map(([type, state]) => {
		const [both, reason = '', message = ''] = typeof state === 'string' ? [state, ''] : state;
		const [status, severity] = both.split('/');
		return {
			type,
			status: status ?? '',
			reason,
			message,
			lastTransitionTime: ago(30),
			...(severity !== undefined && { severity }),
		};
	});
}

/** A reference as the contract writes it. */
export function referenceTo(object: KubeObject): Json {
	const { apiVersion, kind, metadata } = object;
	const [group = '', version] = apiVersion.split('/');
	return version === 'v1beta2'
		? { apiGroup: group, kind, name: metadata.name }
		: { apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? '' };
}
