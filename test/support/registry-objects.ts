import type { Creatable, KubeApiServer } from './kube-apiserver.ts';

const inShop = (name: string) => ({ name, namespace: 'shop' });

const container = {
	name: 'web',
	image: 'registry.example/web:1.2',
	args: ['--listen=:8080', 'yes'],
	ports: [{ containerPort: 8080, name: 'http' }],
	env: [
		{ name: 'MODE', value: 'on' },
		{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } },
	],
	resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
	livenessProbe: { httpGet: { path: '/healthz', port: 'http' }, initialDelaySeconds: 3 },
	volumeMounts: [{ name: 'config', mountPath: '/etc/web' }],
};

const volumes = [
	{ name: 'config', configMap: { name: 'web' } },
	{ name: 'scratch', emptyDir: { sizeLimit: '1Gi' } },
];

const labels = { app: 'web', tier: 'front' };

/** One of most kinds that a small cluster has: what a real `/registry` is made of. The canary is in the Secret alone. */
export const secretCanary = 'canary-secret-5d2';

export const registryObjects: readonly Creatable[] = [
	{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
	{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: inShop('default') },
	{
		apiVersion: 'v1',
		kind: 'Node',
		metadata: { name: 'cp-1', labels: { 'kubernetes.io/hostname': 'cp-1' } },
		spec: {
			podCIDR: '10.244.0.0/24',
			taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
		},
		status: {
			capacity: { cpu: '4', memory: '8Gi', pods: '110' },
			conditions: [
				{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
			],
			addresses: [{ type: 'InternalIP', address: '192.0.2.11' }],
		},
	},
	{
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: inShop('web'),
		data: { 'web.conf': 'listen: 8080\nname: "shop"\n', mode: 'on' },
	},
	{ apiVersion: 'v1', kind: 'Secret', metadata: inShop('database'), stringData: { password: secretCanary } },
	{
		apiVersion: 'v1',
		kind: 'Service',
		metadata: { ...inShop('web'), labels },
		spec: {
			selector: { app: 'web' },
			ports: [
				{ port: 80, targetPort: 'http', name: 'http' },
				{ port: 81, targetPort: 8081, name: 'more' },
			],
		},
	},
	{
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: { ...inShop('web-0'), labels },
		spec: { containers: [container], volumes, nodeName: 'cp-1' },
	},
	{
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: { ...inShop('web'), labels, annotations: { 'example.org/note': 'two\nlines' } },
		spec: {
			replicas: 0,
			selector: { matchLabels: labels },
			template: { metadata: { labels }, spec: { containers: [container], volumes } },
		},
	},
	{
		apiVersion: 'apps/v1',
		kind: 'StatefulSet',
		metadata: inShop('store'),
		spec: {
			serviceName: 'store',
			selector: { matchLabels: { app: 'store' } },
			template: { metadata: { labels: { app: 'store' } }, spec: { containers: [container], volumes } },
			volumeClaimTemplates: [
				{
					metadata: { name: 'data' },
					spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
				},
			],
		},
	},
	{
		apiVersion: 'batch/v1',
		kind: 'CronJob',
		metadata: inShop('report'),
		spec: {
			schedule: '*/5 * * * *',
			jobTemplate: {
				spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a' }] } } },
			},
		},
	},
	{
		apiVersion: 'networking.k8s.io/v1',
		kind: 'NetworkPolicy',
		metadata: inShop('only-web'),
		spec: {
			podSelector: {},
			ingress: [{ from: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 8080, endPort: 8090 }] }],
		},
	},
	{
		apiVersion: 'networking.k8s.io/v1',
		kind: 'Ingress',
		metadata: inShop('web'),
		spec: {
			rules: [
				{
					host: 'shop.example',
					http: {
						paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
					},
				},
			],
		},
	},
	{
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'Role',
		metadata: inShop('reader'),
		rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
	},
	{
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'RoleBinding',
		metadata: inShop('readers'),
		roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
		subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }],
	},
	{
		apiVersion: 'policy/v1',
		kind: 'PodDisruptionBudget',
		metadata: inShop('web'),
		spec: { minAvailable: '50%', selector: { matchLabels: labels } },
	},
	{
		apiVersion: 'v1',
		kind: 'PersistentVolume',
		metadata: { name: 'disk-1' },
		spec: {
			capacity: { storage: '5Gi' },
			accessModes: ['ReadWriteOnce'],
			hostPath: { path: '/data' },
			claimRef: { name: 'data', namespace: 'shop' },
		},
	},
	{
		apiVersion: 'storage.k8s.io/v1',
		kind: 'StorageClass',
		metadata: { name: 'fast' },
		provisioner: 'disk.example',
		parameters: { type: 'ssd' },
	},
	{
		apiVersion: 'scheduling.k8s.io/v1',
		kind: 'PriorityClass',
		metadata: { name: 'high' },
		value: 1000,
		globalDefault: false,
	},
	{
		apiVersion: 'coordination.k8s.io/v1',
		kind: 'Lease',
		metadata: inShop('leader'),
		spec: {
			holderIdentity: 'a',
			leaseDurationSeconds: 15,
			renewTime: '2026-01-02T03:04:05.000006Z',
			leaseTransitions: 0,
		},
	},
	{
		apiVersion: 'autoscaling/v2',
		kind: 'HorizontalPodAutoscaler',
		metadata: inShop('web'),
		spec: {
			scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
			maxReplicas: 5,
			metrics: [
				{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
			],
		},
	},
	{
		apiVersion: 'discovery.k8s.io/v1',
		kind: 'EndpointSlice',
		metadata: inShop('web-1'),
		addressType: 'IPv4',
		endpoints: [{ addresses: ['192.0.2.20'], conditions: { ready: false } }],
		ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
	},
	{
		apiVersion: 'apiextensions.k8s.io/v1',
		kind: 'CustomResourceDefinition',
		metadata: { name: 'widgets.example.org' },
		spec: {
			group: 'example.org',
			scope: 'Namespaced',
			names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
			versions: [
				{
					name: 'v1',
					served: true,
					storage: true,
					schema: {
						openAPIV3Schema: {
							type: 'object',
							properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
						},
					},
				},
			],
		},
	},
];

const widget: Creatable = { apiVersion: 'example.org/v1', kind: 'Widget', metadata: inShop('one'), spec: { size: 3 } };

/** Writes them through the API server, the custom resource when its type is there, and changes one object a few times. */
export async function writeRegistry(server: KubeApiServer): Promise<void> {
	for (const object of registryObjects) {
		await server.create(object);
	}
	await retried(() => server.create(widget));
	const path = '/api/v1/namespaces/shop/configmaps/web';
	for (const mode of ['off', 'on', 'half']) {
		const { body } = await server.request('GET', path);
		const current = JSON.parse(body) as { data: Record<string, string> };
		await server.request('PUT', path, { ...current, data: { ...current.data, mode } });
	}
}

/** The API server serves a new type a moment after it was told of it. */
async function retried(work: () => Promise<void>): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work();
		} catch (error) {
			if (attempt === 50) throw error;
			await new Promise(resolve => setTimeout(resolve, 200));
		}
	}
}
