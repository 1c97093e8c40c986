/** How the API server names one kind of object. */
export interface KubernetesResource {
	/** Empty for the core group. */
	readonly group: string;
	/** Newest first: the first that the API server serves is asked for. */
	readonly versions: readonly [string, ...string[]];
	readonly plural: string;
	readonly namespaced: boolean;
	/** Only the metadata is fetched: contents are secret, or too large for what is read of them. */
	readonly metadataOnly?: true;
	/** Only these objects of one namespace are fetched, each by name: the others are nobody's business. */
	readonly only?: { readonly namespace: string; readonly names: readonly string[] };
}

const core = { group: '', versions: ['v1'] } as const;
const apps = { group: 'apps', versions: ['v1'] } as const;
const batch = { group: 'batch', versions: ['v1'] } as const;
const storage = { group: 'storage.k8s.io', versions: ['v1'] } as const;
const rbac = { group: 'rbac.authorization.k8s.io', versions: ['v1'] } as const;
const devices = { group: 'resource.k8s.io', versions: ['v1', 'v1beta2', 'v1beta1'] } as const;
const gateway = { group: 'gateway.networking.k8s.io', versions: ['v1', 'v1beta1'] } as const;
const admission = { group: 'admissionregistration.k8s.io', versions: ['v1'] } as const;
const clusterApi = { group: 'cluster.x-k8s.io', versions: ['v1beta2', 'v1beta1'] } as const;
const kubeadmApi = ['v1beta2', 'v1beta1'] as const;
const byoh = { group: 'infrastructure.cluster.x-k8s.io', versions: ['v1beta1'] } as const;

/** Every kind of object that checks read, under the name of its fact; a list of one is a fact, `Listing`. */
export const kubernetesResources = {
	nodes: { ...core, plural: 'nodes', namespaced: false },
	/** Of metrics-server: what each node uses. */
	nodeMetrics: { group: 'metrics.k8s.io', versions: ['v1beta1'], plural: 'nodes', namespaced: false },
	namespaces: { ...core, plural: 'namespaces', namespaced: false },
	pods: { ...core, plural: 'pods', namespaced: true },
	/** Of the core group, which every version serves: `events.k8s.io` shows the same objects in other words. */
	kubeEvents: { ...core, plural: 'events', namespaced: true },
	services: { ...core, plural: 'services', namespaced: true },
	persistentVolumes: { ...core, plural: 'persistentvolumes', namespaced: false },
	persistentVolumeClaims: { ...core, plural: 'persistentvolumeclaims', namespaced: true },
	configMaps: {
		...core,
		plural: 'configmaps',
		namespaced: true,
		only: { namespace: 'kube-system', names: ['kubeadm-config', 'kubelet-config', 'kube-proxy', 'coredns'] },
	},
	/** What they are called; what is in them is nobody's business. */
	configMapNames: { ...core, plural: 'configmaps', namespaced: true, metadataOnly: true },
	serviceAccounts: { ...core, plural: 'serviceaccounts', namespaced: true, metadataOnly: true },
	secrets: { ...core, plural: 'secrets', namespaced: true, metadataOnly: true },
	leases: { group: 'coordination.k8s.io', versions: ['v1'], plural: 'leases', namespaced: true },
	endpointSlices: { group: 'discovery.k8s.io', versions: ['v1'], plural: 'endpointslices', namespaced: true },
	deployments: { ...apps, plural: 'deployments', namespaced: true },
	daemonSets: { ...apps, plural: 'daemonsets', namespaced: true },
	statefulSets: { ...apps, plural: 'statefulsets', namespaced: true },
	replicaSets: { ...apps, plural: 'replicasets', namespaced: true },
	jobs: { ...batch, plural: 'jobs', namespaced: true },
	cronJobs: { ...batch, plural: 'cronjobs', namespaced: true },
	podDisruptionBudgets: { group: 'policy', versions: ['v1'], plural: 'poddisruptionbudgets', namespaced: true },
	horizontalPodAutoscalers: {
		group: 'autoscaling',
		versions: ['v2'],
		plural: 'horizontalpodautoscalers',
		namespaced: true,
	},
	ingresses: { group: 'networking.k8s.io', versions: ['v1'], plural: 'ingresses', namespaced: true },
	ingressClasses: { group: 'networking.k8s.io', versions: ['v1'], plural: 'ingressclasses', namespaced: false },
	networkPolicies: { group: 'networking.k8s.io', versions: ['v1'], plural: 'networkpolicies', namespaced: true },
	storageClasses: { ...storage, plural: 'storageclasses', namespaced: false },
	volumeAttachments: { ...storage, plural: 'volumeattachments', namespaced: false },
	csiNodes: { ...storage, plural: 'csinodes', namespaced: false },
	csiDrivers: { ...storage, plural: 'csidrivers', namespaced: false },
	certificateSigningRequests: {
		group: 'certificates.k8s.io',
		versions: ['v1'],
		plural: 'certificatesigningrequests',
		namespaced: false,
	},
	clusterRoles: { ...rbac, plural: 'clusterroles', namespaced: false },
	clusterRoleBindings: { ...rbac, plural: 'clusterrolebindings', namespaced: false },
	roles: { ...rbac, plural: 'roles', namespaced: true },
	roleBindings: { ...rbac, plural: 'rolebindings', namespaced: true },
	apiServices: { group: 'apiregistration.k8s.io', versions: ['v1'], plural: 'apiservices', namespaced: false },
	validatingWebhookConfigurations: { ...admission, plural: 'validatingwebhookconfigurations', namespaced: false },
	mutatingWebhookConfigurations: { ...admission, plural: 'mutatingwebhookconfigurations', namespaced: false },
	/** Without the schemas, which are most of their size. */
	customResourceDefinitions: {
		group: 'apiextensions.k8s.io',
		versions: ['v1'],
		plural: 'customresourcedefinitions',
		namespaced: false,
	},
	runtimeClasses: { group: 'node.k8s.io', versions: ['v1'], plural: 'runtimeclasses', namespaced: false },
	priorityClasses: { group: 'scheduling.k8s.io', versions: ['v1'], plural: 'priorityclasses', namespaced: false },
	resourceClaims: { ...devices, plural: 'resourceclaims', namespaced: true },
	resourceSlices: { ...devices, plural: 'resourceslices', namespaced: false },
	deviceClasses: { ...devices, plural: 'deviceclasses', namespaced: false },
	resourceClaimTemplates: { ...devices, plural: 'resourceclaimtemplates', namespaced: true },
	deviceTaintRules: {
		group: 'resource.k8s.io',
		versions: ['v1', 'v1beta2', 'v1alpha3'],
		plural: 'devicetaintrules',
		namespaced: false,
	},
	/** Of the Gateway API, where somebody has installed it. */
	gatewayClasses: { ...gateway, plural: 'gatewayclasses', namespaced: false },
	gateways: { ...gateway, plural: 'gateways', namespaced: true },
	httpRoutes: { ...gateway, plural: 'httproutes', namespaced: true },

	clusters: { ...clusterApi, plural: 'clusters', namespaced: true },
	clusterClasses: { ...clusterApi, plural: 'clusterclasses', namespaced: true },
	machines: { ...clusterApi, plural: 'machines', namespaced: true },
	machineSets: { ...clusterApi, plural: 'machinesets', namespaced: true },
	machineDeployments: { ...clusterApi, plural: 'machinedeployments', namespaced: true },
	machinePools: { ...clusterApi, plural: 'machinepools', namespaced: true },
	machineHealthChecks: { ...clusterApi, plural: 'machinehealthchecks', namespaced: true },
	kubeadmControlPlanes: {
		group: 'controlplane.cluster.x-k8s.io',
		versions: kubeadmApi,
		plural: 'kubeadmcontrolplanes',
		namespaced: true,
	},
	kubeadmConfigs: {
		group: 'bootstrap.cluster.x-k8s.io',
		versions: kubeadmApi,
		plural: 'kubeadmconfigs',
		namespaced: true,
	},
	/** What `clusterctl` noted of the providers that it installed. */
	providers: { group: 'clusterctl.cluster.x-k8s.io', versions: ['v1alpha3'], plural: 'providers', namespaced: true },
	byoHosts: { ...byoh, plural: 'byohosts', namespaced: true },
	byoMachines: { ...byoh, plural: 'byomachines', namespaced: true },
	byoClusters: { ...byoh, plural: 'byoclusters', namespaced: true },
	/** Of K3s and RKE2. */
	etcdSnapshotFiles: { group: 'k3s.cattle.io', versions: ['v1'], plural: 'etcdsnapshotfiles', namespaced: false },
	k3kClusters: { group: 'k3k.io', versions: ['v1beta1', 'v1alpha1'], plural: 'clusters', namespaced: true },
	openshiftEtcds: { group: 'operator.openshift.io', versions: ['v1'], plural: 'etcds', namespaced: false },
	/** Of etcd-druid. */
	druidTasks: { group: 'druid.gardener.cloud', versions: ['v1alpha1'], plural: 'etcdopstasks', namespaced: true },
	druidEtcds: { group: 'druid.gardener.cloud', versions: ['v1alpha1'], plural: 'etcds', namespaced: true },
} as const satisfies Readonly<Record<string, KubernetesResource>>;

export type ResourceName = keyof typeof kubernetesResources;

/** In the order of the table. */
// `Object.keys` gives exactly the keys of this literal.
export const resourceNames = Object.keys(kubernetesResources) as readonly ResourceName[];

/** `pods`, `machines.cluster.x-k8s.io`: as `kubectl` and roles name it. */
export function resourceInWords({ plural, group }: KubernetesResource): string {
	return group === '' ? plural : `${plural}.${group}`;
}
