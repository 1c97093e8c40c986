import type { YamlValue } from './yaml-value.ts';

/** A configuration of another program inside a document. */
export interface Part {
	readonly value: YamlValue;
	/** What it is judged as. */
	readonly kind: string;
	/** The Kubernetes that the document is for. */
	readonly kubernetes?: string;
}

const kinds: Readonly<Record<string, string>> = {
	clusterConfiguration: 'kubeadm/ClusterConfiguration',
	initConfiguration: 'kubeadm/InitConfiguration',
	joinConfiguration: 'kubeadm/JoinConfiguration',
};

/** Where Cluster API's kinds hold what they give kubeadm. */
const places: Readonly<Record<string, readonly string[]>> = {
	KubeadmControlPlane: ['spec', 'kubeadmConfigSpec'],
	KubeadmControlPlaneTemplate: ['spec', 'template', 'spec', 'kubeadmConfigSpec'],
	KubeadmConfig: ['spec'],
	KubeadmConfigTemplate: ['spec', 'template', 'spec'],
};

/** The parts of a document that kubeadm will read; `kubernetes` is what the documents beside it say. */
export function kubeadmPartsOf(root: YamlValue, kubernetes: string | undefined): Part[] {
	const isOurs = /^(?:controlplane|bootstrap)\.cluster\.x-k8s\.io\//.test(root.get('apiVersion')?.text() ?? '');
	const place = isOurs ? places[root.get('kind')?.text() ?? ''] : undefined;
	const version = root.at('spec', 'version')?.text() ?? kubernetes;
	return Object.entries(place ? kinds : {}).flatMap(([name, kind]) => {
		const value = root.at(...(place ?? []), name);
		return value ? [{ value, kind, ...(version !== undefined && { kubernetes: version }) }] : [];
	});
}

/** What Cluster API writes to the machines of a control plane. */
export function kubeadmFilesOf(root: YamlValue): YamlValue[] {
	const isOurs = /^(?:controlplane|bootstrap)\.cluster\.x-k8s\.io\//.test(root.get('apiVersion')?.text() ?? '');
	const place = isOurs ? places[root.get('kind')?.text() ?? ''] : undefined;
	const files = place ? (root.at(...place, 'files')?.items() ?? []) : [];
	return files.flatMap(file => file.get('content') ?? []);
}

/** The version that a Cluster with a topology is for. */
export function topologyVersionOf(root: YamlValue): string | undefined {
	const isCluster = root.get('kind')?.text() === 'Cluster';
	return isCluster ? root.at('spec', 'topology', 'version')?.text() : undefined;
}

/** The patches for kubeadm in the configuration of a kind cluster: each is YAML in a string. */
export function kindPatchesOf(root: YamlValue): YamlValue[] {
	const isKind = /^kind\.(?:x-k8s\.io|sigs\.k8s\.io)\//.test(root.get('apiVersion')?.text() ?? '');
	const holders = isKind ? [root, ...(root.get('nodes')?.items() ?? [])] : [];
	return holders.flatMap(holder => holder.get('kubeadmConfigPatches')?.items() ?? []);
}

/** `v1.31.2` of the image of a kind cluster's first node. */
export function kindVersionOf(root: YamlValue): string | undefined {
	const image = root.at('nodes', 0, 'image')?.text() ?? '';
	return /:(v\d+\.\d+\.\d+)/.exec(image)?.[1];
}
