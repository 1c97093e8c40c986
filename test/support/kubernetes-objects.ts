import type { Json, KubeMetadata, KubeObject } from '../../src/core/kubernetes.ts';
import { now } from './facts.ts';
import { kubeObjectOf } from './kubernetes-facts.ts';

/** Objects as the API server takes and tells them; a test says only what differs. */
type Fields = Readonly<Record<string, Json>>;
type Meta = Partial<KubeMetadata>;

/** A time so many minutes before every run of these facts. */
export function ago(minutes: number): string {
	return new Date(now - minutes * 60_000).toISOString().replace(/\.\d+Z/, 'Z');
}

/** Conditions by type, as `Ready: 'True'` or with reason and message. */
export type States = Readonly<Record<string, string | readonly [status: string, reason: string, message?: string]>>;

export function conditionsAs(states: States, sinceMinutes = 60): Json {
	return Object.entries(states).map(([type, state]) => {
		const [status, reason, message] = typeof state === 'string' ? [state, type, ''] : state;
		return { type, status, reason: reason || type, message: message ?? '', lastTransitionTime: ago(sinceMinutes) };
	});
}

export interface NodeParts {
	readonly states?: States;
	readonly meta?: Meta;
	readonly spec?: Fields;
	readonly status?: Fields;
	readonly version?: string;
}

export function nodeOf(
	name: string,
	{ states, meta, spec = {}, status = {}, version = 'v1.36.3' }: NodeParts = {},
): KubeObject {
	const healthy = { Ready: 'True', MemoryPressure: 'False', DiskPressure: 'False', PIDPressure: 'False' };
	const resources = { cpu: '4', memory: '8Gi', pods: '110' };
	return kubeObjectOf(
		'v1',
		'Node',
		{ name, ...meta },
		{
			spec: { podCIDR: `10.244.${name.length}.0/24`, providerID: `test://${name}`, ...spec },
			status: {
				capacity: resources,
				allocatable: resources,
				conditions: conditionsAs({ ...healthy, ...states }),
				addresses: [{ type: 'InternalIP', address: addressOf(name) }],
				nodeInfo: nodeInfoOf(version),
				...status,
			},
		},
	);
}

/** Every field of it is required by the API server. */
export function nodeInfoOf(version: string, more: Readonly<Record<string, string>> = {}): Json {
	return {
		architecture: 'amd64',
		bootID: 'b',
		containerRuntimeVersion: 'containerd://2.1.9',
		kernelVersion: '6.18.44',
		kubeProxyVersion: '',
		kubeletVersion: version,
		machineID: 'm',
		operatingSystem: 'linux',
		osImage: 'Debian GNU/Linux 13 (trixie)',
		systemUUID: 's',
		...more,
	};
}

/** `cp-1` has 10.0.0.1; a name without a number has 10.0.0.9. */
export function addressOf(node: string): string {
	return `10.0.0.${/\d+$/.exec(node)?.[0] ?? '9'}`;
}

export function controlPlaneNodeOf(name: string, parts: NodeParts = {}): KubeObject {
	const labels = {
		'node-role.kubernetes.io/control-plane': '',
		'node.kubernetes.io/exclude-from-external-load-balancers': '',
		...parts.meta?.labels,
	};
	const taints = [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }];
	return nodeOf(name, { ...parts, meta: { ...parts.meta, labels }, spec: { taints, ...parts.spec } });
}

export interface PodParts {
	readonly namespace?: string;
	readonly node?: string;
	readonly phase?: string;
	readonly meta?: Meta;
	readonly spec?: Fields;
	readonly status?: Fields;
	readonly container?: Fields;
	readonly states?: States;
	/** The status of its only container. */
	readonly running?: Fields;
}

/** Of one container, ready on its node. */
export function podOf(name: string, parts: PodParts = {}): KubeObject {
	const {
		namespace = 'default',
		node = 'w-1',
		phase = 'Running',
		meta,
		spec,
		status,
		container,
		states,
		running,
	} = parts;
	const image = String(container?.['image'] ?? 'registry.example/app:1.0');
	const containerName = String(container?.['name'] ?? 'main');
	const started = { startedAt: ago(120) };
	return kubeObjectOf(
		'v1',
		'Pod',
		{ name, namespace, ...meta },
		{
			spec: {
				containers: [{ name: containerName, image, ...container }],
				...(node !== '' && { nodeName: node }),
				...spec,
			},
			status: {
				phase,
				startTime: ago(120),
				conditions: conditionsAs({
					PodScheduled: 'True',
					Initialized: 'True',
					ContainersReady: 'True',
					Ready: 'True',
					...states,
				}),
				containerStatuses: [
					{
						name: containerName,
						image,
						imageID: '',
						ready: true,
						restartCount: 0,
						state: { running: started },
						...running,
					},
				],
				...status,
			},
		},
	);
}

/** A crash that is waited after, and how the last run ended. */
export function crashing(ended: Fields = {}, restartCount = 7): Fields {
	const terminated = { exitCode: 1, reason: 'Error', startedAt: ago(4), finishedAt: ago(3), ...ended };
	return {
		ready: false,
		restartCount,
		state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' } },
		lastState: { terminated },
	};
}

/** As `crashing`, but it runs again. */
export function restarted(ended: Fields = {}, restartCount = 3): Fields {
	return { ...crashing(ended, restartCount), ready: true, state: { running: { startedAt: ago(2) } } };
}

const images: Readonly<Record<string, string>> = { etcd: 'registry.k8s.io/etcd:3.6.8-0' };

export const etcdFlags: Readonly<Record<string, string>> = {
	'client-cert-auth': 'true',
	'data-dir': '/var/lib/etcd',
	'trusted-ca-file': '/etc/kubernetes/pki/etcd/ca.crt',
};

/** As kubeadm runs it, with the flags that matter. */
export function staticPodOf(
	component: string,
	node: string,
	{
		flags = {},
		image,
		container,
		...parts
	}: PodParts & { readonly flags?: Readonly<Record<string, string>>; readonly image?: string } = {},
): KubeObject {
	const address = addressOf(node);
	const own =
		component === 'etcd'
			? { name: node, 'listen-client-urls': `https://127.0.0.1:2379,https://${address}:2379`, ...etcdFlags }
			: {};
	const words = Object.entries({ ...own, ...flags }).map(([flag, value]) => `--${flag}=${value}`);
	const isEtcd = component === 'etcd';
	return podOf(`${component}-${node}`, {
		node,
		namespace: 'kube-system',
		...parts,
		meta: {
			labels: { component, tier: 'control-plane' },
			annotations: { 'kubernetes.io/config.mirror': 'x', 'kubernetes.io/config.source': 'file' },
			...parts.meta,
		},
		container: {
			name: component,
			image: image ?? images[component] ?? `registry.k8s.io/${component}:v1.36.3`,
			command: [component, ...words],
			...(isEtcd && { volumeMounts: [{ name: 'etcd-data', mountPath: '/var/lib/etcd' }] }),
			...container,
		},
		spec: {
			hostNetwork: true,
			...(isEtcd && {
				volumes: [{ name: 'etcd-data', hostPath: { path: '/var/lib/etcd', type: 'DirectoryOrCreate' } }],
			}),
			...parts.spec,
		},
		status: { podIP: address, hostIP: address, podIPs: [{ ip: address }], hostIPs: [{ ip: address }], ...parts.status },
	});
}

/** The four components on each node. */
export function controlPlaneOf(...nodes: readonly string[]): KubeObject[] {
	const components = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
	return nodes.flatMap(node => components.map(component => staticPodOf(component, node)));
}

export function leaseOf(
	namespace: string,
	name: string,
	renewedSecondsAgo: number,
	more: Fields = {},
	meta: Meta = {},
): KubeObject {
	const renewTime = new Date(now - renewedSecondsAgo * 1000).toISOString().replace('Z', '000Z');
	return kubeObjectOf(
		'coordination.k8s.io/v1',
		'Lease',
		{ namespace, name, ...meta },
		{
			spec: { holderIdentity: `${name}_x`, leaseDurationSeconds: 15, renewTime, leaseTransitions: 1, ...more },
		},
	);
}

let events = 0;

/** An event of the core group about an object, some minutes old. */
export function kubeEventOf(reason: string, about: KubeObject, message = '', more: Fields = {}): KubeObject {
	const { namespace = 'default', name, uid } = about.metadata;
	const place = about.metadata.namespace === undefined ? {} : { namespace };
	return kubeObjectOf(
		'v1',
		'Event',
		{ namespace, name: `${name}.${++events}` },
		{
			involvedObject: { apiVersion: about.apiVersion, kind: about.kind, ...place, name, uid },
			reason,
			message,
			type: 'Warning',
			source: { component: 'test' },
			firstTimestamp: ago(20),
			lastTimestamp: ago(2),
			count: 1,
			...more,
		},
	);
}

/** Any other object. */
export function objectOf(
	apiVersion: string,
	kind: string,
	name: string,
	fields: Fields = {},
	meta: Meta = {},
): KubeObject {
	return kubeObjectOf(apiVersion, kind, { name, ...meta }, fields);
}

export function namespacedOf(
	apiVersion: string,
	kind: string,
	name: string,
	fields: Fields = {},
	meta: Meta = {},
): KubeObject {
	return objectOf(apiVersion, kind, name, fields, { namespace: 'default', ...meta });
}

export function serviceOfName(name: string, spec: Fields = {}, meta: Meta = {}): KubeObject {
	return namespacedOf('v1', 'Service', name, { spec: { ports: [{ port: 443, protocol: 'TCP' }], ...spec } }, meta);
}

/** The endpoints of a service: one, ready or not. */
export function sliceOf(
	service: string,
	ready: boolean,
	meta: Meta = {},
	addresses: readonly string[] = ['10.1.0.1'],
): KubeObject {
	return namespacedOf(
		'discovery.k8s.io/v1',
		'EndpointSlice',
		`${service}-x`,
		{
			addressType: 'IPv4',
			endpoints: addresses.map(address => ({ addresses: [address], conditions: { ready } })),
			ports: [],
		},
		{ labels: { 'kubernetes.io/service-name': service }, ...meta },
	);
}
