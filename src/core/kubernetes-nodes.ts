import { conditionOf, textOf, type KubeObject } from './kubernetes.ts';

const controlPlaneLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];
const etcdLabel = 'node-role.kubernetes.io/etcd';

export function labelsOf({ metadata }: KubeObject): Readonly<Record<string, string>> {
	return metadata.labels ?? {};
}

export function isControlPlane(node: KubeObject): boolean {
	return controlPlaneLabels.some(label => label in labelsOf(node));
}

/** RKE2 and K3s label the nodes that run etcd; kubeadm runs it on every node of the control plane. */
export function runsEtcd(node: KubeObject): boolean {
	return isControlPlane(node) || etcdLabel in labelsOf(node);
}

export function isReady(node: KubeObject): boolean {
	return conditionOf(node, 'Ready')?.status === 'True';
}

/** The node's version of Kubernetes, as its kubelet tells it. */
export function kubeletVersionOf(node: KubeObject): string {
	return textOf(node, 'status', 'nodeInfo', 'kubeletVersion') ?? '';
}
