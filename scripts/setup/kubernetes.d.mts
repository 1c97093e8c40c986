export interface KubernetesCommand {
	file: string;
	/** All three numbers. */
	version: string;
	source: 'KUBEBUILDER_ASSETS' | 'cache' | 'made';
}

export function ensureKubernetes(command: 'kube-apiserver' | 'kubeadm', minor: string): Promise<KubernetesCommand>;
