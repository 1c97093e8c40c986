/** Phases by kind of document; with a slash those within another. Of `upgrade` by the section that skips them. */
const phases: Readonly<Record<string, readonly string[]>> = {
	InitConfiguration: [
		'preflight',
		...within('certs', [
			'ca',
			'apiserver',
			'apiserver-kubelet-client',
			'front-proxy-ca',
			'front-proxy-client',
			'etcd-ca',
			'etcd-server',
			'etcd-peer',
			'etcd-healthcheck-client',
			'apiserver-etcd-client',
			'sa',
		]),
		...within('kubeconfig', ['admin', 'super-admin', 'kubelet', 'controller-manager', 'scheduler']),
		...within('etcd', ['local']),
		...within('control-plane', ['apiserver', 'controller-manager', 'scheduler']),
		'kubelet-start',
		'wait-control-plane',
		...within('upload-config', ['kubeadm', 'kubelet']),
		'upload-certs',
		'mark-control-plane',
		'bootstrap-token',
		...within('kubelet-finalize', ['enable-client-cert-rotation']),
		...within('addon', ['coredns', 'kube-proxy']),
		'show-join-command',
	],
	JoinConfiguration: [
		'preflight',
		...within('control-plane-prepare', ['download-certs', 'certs', 'kubeconfig', 'control-plane']),
		'kubelet-start',
		'etcd-join',
		'kubelet-wait-bootstrap',
		...within('control-plane-join', ['mark-control-plane']),
		'wait-control-plane',
	],
	ResetConfiguration: ['preflight', 'remove-etcd-member', 'cleanup-node'],
	apply: ['preflight', 'control-plane', 'upload-config', 'kubelet-config', 'bootstrap-token', 'addon', 'post-upgrade'],
	node: ['preflight', 'control-plane', 'kubelet-config', 'addon', 'post-upgrade'],
};

function within(phase: string, inner: readonly string[]): string[] {
	return [phase, ...inner.map(name => `${phase}/${name}`)];
}

/** The phases that a document can skip; `section` is the field around `skipPhases`, where there is one. */
export function phasesOf(kind: string, section: string | undefined): readonly string[] {
	return phases[kind] ?? phases[section ?? ''] ?? [];
}

/** Names of preflight checks; those about a port, a file or a folder go on with its name. */
export const preflightErrors: readonly string[] = [
	'all',
	'CRI',
	'ContainerRuntimeVersion',
	'DirAvailable--etc-kubernetes-manifests',
	'DirAvailable--var-lib-etcd',
	'ExternalEtcdVersion',
	'FileAvailable--etc-kubernetes-kubelet.conf',
	'FileAvailable--etc-kubernetes-pki-ca.crt',
	'FileExisting-conntrack',
	'Firewalld',
	'HTTPProxy',
	'HTTPProxyCIDR',
	'Hostname',
	'ImagePull',
	'IsPrivilegedUser',
	'KubeletVersion',
	'KubernetesVersion',
	'Mem',
	'NumCPU',
	'Port-10250',
	'Port-2379',
	'Port-2380',
	'Port-6443',
	'Service-Kubelet',
	'Swap',
	'SystemVerification',
];
