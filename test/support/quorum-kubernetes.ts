import type { Creatable } from './kube-apiserver.ts';

/** Objects of one control-plane node as kubeadm makes them: the node, and the mirror pods of etcd and the API server. */
export function controlPlaneOf(
	name: string,
	options: { readonly address?: string; readonly etcdFlags?: readonly string[]; readonly kubeletPort?: number } = {},
): Creatable[] {
	const address = options.address ?? '127.0.0.1';
	return [
		{
			apiVersion: 'v1',
			kind: 'Node',
			metadata: { name, labels: { 'node-role.kubernetes.io/control-plane': '' } },
			status: {
				addresses: [{ type: 'InternalIP', address }],
				...(options.kubeletPort !== undefined && {
					daemonEndpoints: { kubeletEndpoint: { Port: options.kubeletPort } },
				}),
				conditions: [
					{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
				],
				nodeInfo: {
					...{
						architecture: 'amd64',
						bootID: '',
						containerRuntimeVersion: 'containerd://2.1.4',
						kernelVersion: '6.1.0',
					},
					...{ kubeProxyVersion: '', kubeletVersion: 'v1.36.3', machineID: '', operatingSystem: 'linux' },
					...{ osImage: 'Debian GNU/Linux 12 (bookworm)', systemUUID: '' },
				},
			},
		},
		staticPodOf('etcd', name, address, [
			'etcd',
			`--name=${name}`,
			`--advertise-client-urls=https://${address}:2379`,
			'--listen-metrics-urls=http://127.0.0.1:2381',
			'--cert-file=/etc/kubernetes/pki/etcd/server.crt',
			'--key-file=/etc/kubernetes/pki/etcd/server.key',
			'--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt',
			...(options.etcdFlags ?? []),
		]),
		staticPodOf('kube-apiserver', name, address, ['kube-apiserver', '--etcd-servers=https://127.0.0.1:2379']),
	];
}

function staticPodOf(component: string, node: string, address: string, command: readonly string[]): Creatable {
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			name: `${component}-${node}`,
			namespace: 'kube-system',
			labels: { component, tier: 'control-plane' },
		},
		spec: {
			nodeName: node,
			hostNetwork: true,
			containers: [{ name: component, image: `registry.k8s.io/${component}:3.6.8-0`, command }],
		},
		status: {
			phase: 'Running',
			hostIP: address,
			podIP: address,
			conditions: [{ type: 'Ready', status: 'True' }],
			containerStatuses: [
				{ name: component, image: '', imageID: '', ready: true, restartCount: 0, state: { running: {} } },
			],
		},
	};
}

/** Lets `user` do what the rules say, in all namespaces or in one. */
export function grantOf(
	user: string,
	rules: readonly Readonly<Record<string, readonly string[]>>[],
	namespace?: string,
): Creatable[] {
	const scope = namespace === undefined ? 'ClusterRole' : 'Role';
	const name = `${user}-${namespace ?? 'all'}`;
	const metadata = { name, ...(namespace !== undefined && { namespace }) };
	const api = 'rbac.authorization.k8s.io';
	return [
		{ apiVersion: `${api}/v1`, kind: scope, metadata, rules: rules.map(rule => ({ ...rule })) },
		{
			apiVersion: `${api}/v1`,
			kind: `${scope}Binding`,
			metadata,
			roleRef: { apiGroup: api, kind: scope, name },
			subjects: [{ apiGroup: api, kind: 'User', name: user }],
		},
	];
}
