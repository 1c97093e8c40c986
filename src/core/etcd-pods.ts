import { itemsOf, textOf, type Distribution, type KubeObject } from './kubernetes.ts';

/** One pod that runs etcd, and what its own description tells of how to ask it. */
export interface EtcdPod {
	readonly namespace: string;
	readonly name: string;
	/** In which etcd runs, and etcdctl is. */
	readonly container: string;
	readonly node: string;
	readonly memberName: string;
	/** As others reach it; the address of the node where no flag says. */
	readonly clientUrl: string;
	/** Where it tells metrics and health without a certificate; missing where no flag says so. */
	readonly metricsPort?: number;
	/** Paths inside the container. */
	readonly certificates?: { readonly ca: string; readonly cert: string; readonly key: string };
	readonly flags: Readonly<Record<string, string>>;
}

const rke2Folder = '/var/lib/rancher/rke2/server/tls/etcd';

/** The pods of etcd among all pods: those of kubeadm and RKE2 by their label, those of OpenShift by their namespace. */
export function etcdPodsIn(pods: readonly KubeObject[]): EtcdPod[] {
	return pods.flatMap(pod => {
		const { namespace = '', labels = {} } = pod.metadata;
		if (namespace === 'kube-system' && labels['component'] === 'etcd') {
			return describe(pod, ['etcd'], 'etcd');
		}
		return namespace === 'openshift-etcd' && labels['app'] === 'etcd' ? describe(pod, ['etcd'], 'etcdctl') : [];
	});
}

function describe(pod: KubeObject, programs: readonly string[], toolsIn: string): EtcdPod[] {
	const containers = itemsOf(pod, 'spec', 'containers');
	const container = containers.find(each => programs.includes(textOf(each, 'name') ?? ''));
	if (container === undefined) {
		return [];
	}
	const node = textOf(pod, 'spec', 'nodeName') ?? '';
	const flags = flagsOf(container);
	const address = textOf(pod, 'status', 'hostIP') ?? textOf(pod, 'status', 'podIP') ?? node;
	const metricsPort = metricsPortOf(flags);
	const certificates = certificatesOf(flags);
	return [
		{
			namespace: pod.metadata.namespace ?? '',
			name: pod.metadata.name,
			container: toolsIn,
			node,
			memberName: flags['name'] ?? node,
			clientUrl: clientUrlOf(pod, flags) ?? `https://${address.includes(':') ? `[${address}]` : address}:2379`,
			...(metricsPort !== undefined && { metricsPort }),
			...(certificates && { certificates }),
			flags,
		},
	];
}

/** `--flag=value` and `--flag value` of command and arguments. */
export function flagsOf(container: Parameters<typeof itemsOf>[0]): Record<string, string> {
	const words = ['command', 'args'].flatMap(key => itemsOf(container, key)).filter(word => typeof word === 'string');
	const flags: Record<string, string> = {};
	for (const [index, word] of words.entries()) {
		const [, flag, inline] = /^--?([a-z][^=\s]*)(?:=([^]*))?$/i.exec(word) ?? [];
		const next = words[index + 1];
		if (flag !== undefined) {
			flags[flag] = inline ?? (next !== undefined && !next.startsWith('-') ? next : 'true');
		}
	}
	return flags;
}

function clientUrlOf({ metadata }: KubeObject, flags: Readonly<Record<string, string>>): string | undefined {
	const told =
		flags['advertise-client-urls'] ?? metadata.annotations?.['kubeadm.kubernetes.io/etcd.advertise-client-urls'];
	return told?.split(',')[0]?.trim();
}

/** RKE2 keeps its flags in a file, and serves metrics where kubeadm does. */
function metricsPortOf(flags: Readonly<Record<string, string>>): number | undefined {
	const url = flags['listen-metrics-urls']?.split(',').find(each => each.trim().startsWith('http://'));
	const port = Number(/:(\d+)\/?$/.exec(url?.trim() ?? '')?.[1]);
	return isRke2(flags) ? 2381 : Number.isInteger(port) && port > 0 ? port : undefined;
}

/** Those that may ask: kubeadm makes a pair for health checks beside the server's own. */
function certificatesOf(flags: Readonly<Record<string, string>>): EtcdPod['certificates'] {
	if (isRke2(flags)) {
		return {
			ca: `${rke2Folder}/server-ca.crt`,
			cert: `${rke2Folder}/server-client.crt`,
			key: `${rke2Folder}/server-client.key`,
		};
	}
	const { 'trusted-ca-file': ca, 'cert-file': cert, 'key-file': key } = flags;
	if (ca === undefined || cert === undefined || key === undefined) {
		return undefined;
	}
	const folder = cert.replace(/[^/]*$/, '');
	return cert.endsWith('/etcd/server.crt')
		? { ca, cert: `${folder}healthcheck-client.crt`, key: `${folder}healthcheck-client.key` }
		: { ca, cert, key };
}

function isRke2(flags: Readonly<Record<string, string>>): boolean {
	return (flags['config-file'] ?? '').startsWith('/var/lib/rancher/rke2/');
}

export interface DistributionSigns {
	readonly gitVersion: string;
	/** Names of API groups. */
	readonly groups: readonly string[];
	readonly nodes: readonly KubeObject[];
	readonly pods: readonly KubeObject[];
}

/** Which cluster this is, and what tells so: that decides how its etcd can be reached. */
export function distributionOf(signs: DistributionSigns): {
	readonly distribution: Distribution;
	readonly evidence: string;
} {
	const { gitVersion, groups, nodes, pods } = signs;
	const has = (pattern: RegExp) =>
		nodes.find(({ metadata }) => {
			const keys = [...Object.keys(metadata.labels ?? {}), ...Object.keys(metadata.annotations ?? {})];
			return keys.some(key => pattern.test(key));
		});
	const group = groups.find(name => /^(operator|config)\.openshift\.io$/.test(name));
	if (group !== undefined) {
		return { distribution: 'openshift', evidence: group };
	}
	const talos = nodes
		.map(node => textOf(node, 'status', 'nodeInfo', 'osImage') ?? '')
		.find(image => /^Talos/.test(image));
	if (talos !== undefined) {
		return { distribution: 'talos', evidence: talos };
	}
	if (/\+rke2/.test(gitVersion) || has(/^rke2\.io\//)) {
		return { distribution: 'rke2', evidence: gitVersion };
	}
	if (/\+k3s/.test(gitVersion) || has(/^k3s\.io\//)) {
		return { distribution: 'k3s', evidence: gitVersion };
	}
	return managedOf(signs) ?? ownOf(pods);
}

const controlPlane = /^node-role\.kubernetes\.io\/(control-plane|master|etcd)$/;

/** Providers hide their control planes: no node is one. */
function managedOf({ gitVersion, nodes }: DistributionSigns): ReturnType<typeof distributionOf> | undefined {
	const isHidden = !nodes.some(({ metadata }) =>
		Object.keys(metadata.labels ?? {}).some(label => controlPlane.test(label)),
	);
	const provider = nodes
		.map(node => textOf(node, 'spec', 'providerID') ?? '')
		.find(id => /^(aws|gce|azure|ibm|oci|digitalocean):/.test(id));
	const stamped = /-(eks|gke)[-.]/.exec(gitVersion)?.[0];
	return isHidden && (stamped ?? provider) !== undefined
		? { distribution: 'managed', evidence: stamped === undefined ? (provider ?? '') : gitVersion }
		: undefined;
}

function ownOf(pods: readonly KubeObject[]): ReturnType<typeof distributionOf> {
	const [etcd] = etcdPodsIn(pods);
	if (etcd) {
		return { distribution: 'kubeadm', evidence: `${etcd.namespace}/${etcd.name}` };
	}
	const servers = pods
		.filter(pod => pod.metadata.labels?.['component'] === 'kube-apiserver')
		.flatMap(pod => itemsOf(pod, 'spec', 'containers').map(container => flagsOf(container)['etcd-servers'] ?? ''))
		.find(urls => urls !== '');
	return servers === undefined
		? { distribution: 'unknown', evidence: '' }
		: { distribution: 'external', evidence: servers };
}
