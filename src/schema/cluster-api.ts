import { fieldAt, fieldsOf, isSet, itemsOf, scalarOf, type Site } from '../core/config-tree.ts';

/** Where a control plane and the configuration that it gives kubeadm stand in a document of Cluster API. */
export interface ControlPlane {
	readonly root: Site;
	readonly spec: Site;
	readonly kubeadm?: Site;
	/** v1beta2 has other names and shapes than v1beta1. */
	readonly isV1beta2: boolean;
	/** A few fields alone, to be laid over a whole document: what is missing may be there. */
	readonly isPatch: boolean;
	/** Part of a class of clusters: replicas and version come from the cluster. */
	readonly isTemplate: boolean;
}

export const controlPlaneKinds = ['cluster-api/KubeadmControlPlane', 'cluster-api/KubeadmControlPlaneTemplate'];

export const kubeadmKinds = [...controlPlaneKinds, 'cluster-api/KubeadmConfig', 'cluster-api/KubeadmConfigTemplate'];

export function controlPlaneOf(root: Site): ControlPlane | undefined {
	const isTemplate = root.document.kind.endsWith('Template');
	const spec = isTemplate ? fieldAt(root, 'spec', 'template', 'spec') : fieldAt(root, 'spec');
	const isPatch = spec !== undefined && !fieldAt(spec, 'version') && !fieldAt(spec, 'machineTemplate');
	const kubeadm = spec && fieldAt(spec, 'kubeadmConfigSpec');
	const isV1beta2 = root.document.apiVersion.endsWith('/v1beta2');
	return spec && { root, spec, ...(kubeadm && { kubeadm }), isV1beta2, isPatch: isPatch && !isTemplate, isTemplate };
}

/** The configuration for kubeadm in any kind that has one. */
export function kubeadmSpecOf(root: Site): Site | undefined {
	switch (root.document.kind) {
		case 'cluster-api/KubeadmConfig':
			return fieldAt(root, 'spec');
		case 'cluster-api/KubeadmConfigTemplate':
			return fieldAt(root, 'spec', 'template', 'spec');
		default:
			return controlPlaneOf(root)?.kubeadm;
	}
}

/** Whether etcd runs on the control-plane nodes themselves, as far as the document says. */
export function hasExternalEtcd({ kubeadm }: ControlPlane): boolean {
	return isSet(kubeadm && fieldAt(kubeadm, 'clusterConfiguration', 'etcd', 'external'));
}

/** A whole number in a field; nothing where it is none, or a gap. */
export function wholeNumber(site: Site | undefined): number | undefined {
	const scalar = scalarOf(site);
	return scalar && /^-?\d{1,9}$/.test(scalar.text) ? Number(scalar.text) : undefined;
}

/** Whether two documents say the same. */
export function isSame(a: Site | undefined, b: Site | undefined): boolean {
	if (!a || !b) {
		return a === b;
	}
	const left = [...fieldsOf(a), ...itemsOf(a)];
	const right = [...fieldsOf(b), ...itemsOf(b)];
	return (
		a.node.kind === b.node.kind &&
		left.length === right.length &&
		(a.node.kind !== 'scalar' || b.node.kind !== 'scalar' || a.node.text === b.node.text) &&
		left.every((site, index) => {
			const step = site.path.at(-1);
			return isSame(site, typeof step === 'string' ? fieldAt(b, step) : right[index]);
		})
	);
}
