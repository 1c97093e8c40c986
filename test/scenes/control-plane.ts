import apiServerLosesEtcd from '../../src/checks/kubernetes/api-server-loses-etcd.ts';
import apiServerMissing from '../../src/checks/kubernetes/api-server-missing.ts';
import apiServerNotReady from '../../src/checks/kubernetes/api-server-not-ready.ts';
import apiServiceUnavailable from '../../src/checks/kubernetes/api-service-unavailable.ts';
import controlPlaneNodeCount from '../../src/checks/kubernetes/control-plane-node-count.ts';
import controlPlanePodCrashing from '../../src/checks/kubernetes/control-plane-pod-crashing.ts';
import controlPlanePodMissing from '../../src/checks/kubernetes/control-plane-pod-missing.ts';
import controlPlanePodsDiffer from '../../src/checks/kubernetes/control-plane-pods-differ.ts';
import conversionWebhookBroken from '../../src/checks/kubernetes/conversion-webhook-broken.ts';
import deprecatedApiRequested from '../../src/checks/kubernetes/deprecated-api-requested.ts';
import etcdAccessBroad from '../../src/checks/kubernetes/etcd-access-broad.ts';
import etcdCallsSlow from '../../src/checks/kubernetes/etcd-calls-slow.ts';
import eventsFillStorage from '../../src/checks/kubernetes/events-fill-storage.ts';
import kubeletAccessDenied from '../../src/checks/kubernetes/kubelet-access-denied.ts';
import leaderFlaps from '../../src/checks/kubernetes/leader-flaps.ts';
import leaderLost from '../../src/checks/kubernetes/leader-lost.ts';
import manyObjects from '../../src/checks/kubernetes/many-objects.ts';
import namespaceStuck from '../../src/checks/kubernetes/namespace-stuck.ts';
import objectsUndecodable from '../../src/checks/kubernetes/objects-undecodable.ts';
import requestsRejected from '../../src/checks/kubernetes/requests-rejected.ts';
import storageNearQuota from '../../src/checks/kubernetes/storage-near-quota.ts';
import storedVersionOld from '../../src/checks/kubernetes/stored-version-old.ts';
import webhookGuardsControlPlane from '../../src/checks/kubernetes/webhook-guards-control-plane.ts';
import webhookWithoutEndpoints from '../../src/checks/kubernetes/webhook-without-endpoints.ts';
import { scene, type Scene } from './scene.ts';
import type { Sample } from '../../src/core/facts.ts';
import type { Json, KubeObject, VerboseHealth } from '../../src/core/kubernetes.ts';
import {
	addressOf,
	ago,
	conditionsAs,
	controlPlaneNodeOf,
	controlPlaneOf,
	crashing,
	kubeEventOf,
	leaseOf,
	objectOf,
	restarted,
	serviceOfName,
	sliceOf,
	staticPodOf,
} from '../support/kubernetes-objects.ts';

const nodes = [controlPlaneNodeOf('cp-1'), controlPlaneNodeOf('cp-2'), controlPlaneNodeOf('cp-3')];
const pods = controlPlaneOf('cp-1', 'cp-2', 'cp-3');

function metric(name: string, value: number, labels: Readonly<Record<string, string>> = {}): Sample {
	return { name, labels, value };
}

const someMetrics = [metric('apiserver_resource_objects', 40, { group: '', resource: 'pods' })];

function page(ok: boolean, ...failing: readonly string[]): VerboseHealth {
	const checks = ['ping', 'log', 'etcd', 'informer-sync'].map(name => ({
		name,
		ok: !failing.includes(name),
		reason: '',
	}));
	return { ok, checks };
}

function identityLeases(...seconds: readonly number[]): KubeObject[] {
	const labels = { 'apiserver.kubernetes.io/identity': 'kube-apiserver' };
	return seconds.map((each, index) => leaseOf('kube-system', `apiserver-${index}`, each, {}, { labels }));
}

/** Ten calls of each hundred take longer than `slow`. */
function latencyOf(slow: number): Sample[] {
	const bounds = [0.005, 0.025, 0.1, 0.25, 1, 2.5, Infinity];
	return bounds.map(bound =>
		metric('etcd_request_duration_seconds_bucket', bound <= slow ? 900 : 1000, {
			operation: 'get',
			le: bound === Infinity ? '+Inf' : String(bound),
		}),
	);
}

function webhookOf(failurePolicy: string, more: Readonly<Record<string, Json>> = {}): KubeObject {
	const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
	const clientConfig = { service: { namespace: 'default', name: 'hook', path: '/v' } };
	return objectOf('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'guard', {
		webhooks: [
			{
				name: 'pods.guard.example',
				rules,
				clientConfig,
				failurePolicy,
				sideEffects: 'None',
				admissionReviewVersions: ['v1'],
				...more,
			},
		],
	});
}

const noSystem = {
	namespaceSelector: {
		matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'default'] }],
	},
};

function definitionOf(
	more: Readonly<Record<string, Json>>,
	storedVersions: readonly string[],
	conditions: Json = [],
): KubeObject {
	const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
	const names = { plural: 'things', singular: 'thing', kind: 'Thing', listKind: 'ThingList' };
	return objectOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'things.example.org', {
		spec: {
			group: 'example.org',
			scope: 'Namespaced',
			names,
			versions: [
				{ name: 'v1', served: true, storage: true, schema },
				{ name: 'v1alpha1', served: false, storage: false, schema },
			],
			...more,
		},
		status: { storedVersions, conditions, acceptedNames: names },
	});
}

const converted = {
	conversion: {
		strategy: 'Webhook',
		webhook: {
			conversionReviewVersions: ['v1'],
			clientConfig: { service: { namespace: 'default', name: 'hook', path: '/c' } },
		},
	},
};

function apiServiceOf(status: string): KubeObject {
	return objectOf('apiregistration.k8s.io/v1', 'APIService', 'v1beta1.metrics.example.org', {
		spec: {
			group: 'metrics.example.org',
			version: 'v1beta1',
			groupPriorityMinimum: 100,
			versionPriority: 100,
			insecureSkipTLSVerify: true,
			service: { namespace: 'default', name: 'metrics' },
		},
		status: { conditions: conditionsAs({ Available: [status, 'MissingEndpoints', 'no endpoints'] }) },
	});
}

function bindingOf(name: string, role: string, subject: string, kind = 'User'): KubeObject {
	return objectOf('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', name, {
		roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
		subjects: [
			{
				kind,
				name: subject,
				...(kind === 'ServiceAccount' ? { namespace: 'default' } : { apiGroup: 'rbac.authorization.k8s.io' }),
			},
		],
	});
}

const execRole = objectOf('rbac.authorization.k8s.io/v1', 'ClusterRole', 'debugger', {
	rules: [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }],
});
const readRole = objectOf('rbac.authorization.k8s.io/v1', 'ClusterRole', 'reader', {
	rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
});

const lease = leaseOf('kube-system', 'kube-scheduler', 3);
const dying = { deletionTimestamp: ago(90), finalizers: ['example.org/wait'] };

export const controlPlaneScenes: readonly Scene[] = [
	scene(
		apiServerNotReady,
		[
			{ apiServerHealth: { livez: page(true), readyz: page(true) } },
			{ apiServerHealth: { livez: page(false, 'etcd'), readyz: page(false, 'etcd') } },
		],
		[{ apiServerHealth: { livez: page(true), readyz: page(false, 'informer-sync') } }, /not ready: informer-sync/],
		[
			{ apiServerHealth: { livez: page(false, 'ping'), readyz: page(false, 'ping') } },
			/neither ready nor alive \(ping/,
		],
	),
	scene(
		apiServerLosesEtcd,
		[{ apiServerHealth: { livez: page(true), readyz: page(true) } }],
		[{ apiServerHealth: { livez: page(false, 'etcd'), readyz: page(false, 'etcd') } }, /"etcd" fails/],
	),
	scene(
		apiServerMissing,
		[
			{ nodes, leases: identityLeases(5, 6, 7) },
			{ nodes, leases: [] },
		],
		[{ nodes, leases: identityLeases(5, 6, 900) }, /2 of 3 API servers/],
	),
	scene(
		leaderLost,
		[{ leases: [lease] }],
		[{ leases: [leaseOf('kube-system', 'kube-scheduler', 300)] }, /kube-scheduler has no leader.*5 min/],
	),
	scene(
		leaderFlaps,
		[{ leases: [lease], kubeEvents: [kubeEventOf('LeaderElection', lease, 'x became leader')] }],
		[
			{ leases: [lease], kubeEvents: [kubeEventOf('LeaderElection', lease, 'x became leader', { count: 4 })] },
			/kube-scheduler changed hands 4 times/,
		],
		[
			{
				pods: [staticPodOf('etcd', 'cp-1')],
				kubeEvents: [
					kubeEventOf('EtcdLeaderChangeMetrics', staticPodOf('etcd', 'cp-1'), 'Detected leader change increase of 3'),
				],
			},
			/The leader of etcd changes: Detected leader change increase of 3/,
		],
	),
	scene(
		controlPlanePodCrashing,
		[{ pods }, { pods: [staticPodOf('kube-scheduler', 'cp-1', { running: restarted({}, 1) })] }],
		[
			{ pods: [staticPodOf('kube-apiserver', 'cp-1', { running: crashing({ exitCode: 127 }) })] },
			/kube-apiserver-cp-1 crashes over and over: .*127.*not found/,
		],
		[{ pods: [staticPodOf('kube-scheduler', 'cp-1', { running: restarted({}, 4) })] }, /restarted 4 times/],
	),
	scene(
		controlPlanePodMissing,
		[
			{ nodes, pods },
			{ nodes, pods: [] },
			{ nodes, pods: pods.filter(pod => pod.metadata.labels?.['component'] !== 'etcd') },
		],
		[
			{ nodes, pods: pods.filter(pod => pod.metadata.name !== 'kube-scheduler-cp-2') },
			/Node\/cp-2 runs no kube-scheduler/,
		],
	),
	scene(
		controlPlanePodsDiffer,
		[
			{
				pods: ['cp-1', 'cp-2'].map(node =>
					staticPodOf('kube-apiserver', node, {
						flags: { 'advertise-address': addressOf(node), 'etcd-servers': `https://${addressOf(node)}:2379` },
					}),
				),
			},
		],
		[
			{
				pods: [
					staticPodOf('kube-apiserver', 'cp-1'),
					staticPodOf('kube-apiserver', 'cp-2', { flags: { 'event-ttl': '3h' } }),
				],
			},
			/--event-ttl of kube-apiserver differs: – \(cp-1\); 3h \(cp-2\)/,
		],
		[
			{
				pods: [
					staticPodOf('kube-scheduler', 'cp-1'),
					staticPodOf('kube-scheduler', 'cp-2', { image: 'registry.k8s.io/kube-scheduler:v1.35.0' }),
				],
			},
			/different images.*v1.35.0 \(cp-2\)/,
		],
	),
	scene(
		apiServiceUnavailable,
		[{ apiServices: [apiServiceOf('True')] }],
		[{ apiServices: [apiServiceOf('False')] }, /v1beta1.metrics.example.org is not available: MissingEndpoints/],
	),
	scene(
		webhookWithoutEndpoints,
		[
			{
				validatingWebhookConfigurations: [webhookOf('Fail', noSystem)],
				services: [serviceOfName('hook')],
				endpointSlices: [sliceOf('hook', true)],
			},
		],
		[
			{ validatingWebhookConfigurations: [webhookOf('Fail', noSystem)] },
			/pods.guard.example cannot be asked: there is no service default\/hook/,
		],
		[
			{
				validatingWebhookConfigurations: [webhookOf('Ignore', noSystem)],
				services: [serviceOfName('hook')],
				endpointSlices: [sliceOf('hook', false)],
			},
			/no ready endpoint/,
		],
	),
	scene(
		webhookGuardsControlPlane,
		[
			{ validatingWebhookConfigurations: [webhookOf('Fail', noSystem)] },
			{ validatingWebhookConfigurations: [webhookOf('Ignore')] },
		],
		[{ validatingWebhookConfigurations: [webhookOf('Fail')] }, /must be asked about pods in kube-system, default/],
	),
	scene(
		namespaceStuck,
		[{ namespaces: [objectOf('v1', 'Namespace', 'team-a')] }],
		[
			{
				namespaces: [
					objectOf(
						'v1',
						'Namespace',
						'team-a',
						{
							status: {
								phase: 'Terminating',
								conditions: conditionsAs({
									NamespaceFinalizersRemaining: ['True', 'SomeFinalizersRemain', 'example.org/x in 1 resource'],
								}),
							},
						},
						dying,
					),
				],
			},
			/team-a is being deleted since .*example.org\/x in 1 resource/,
		],
	),
	scene(
		requestsRejected,
		[{ apiServerMetrics: someMetrics }],
		[
			{
				apiServerMetrics: [
					metric('apiserver_flowcontrol_rejected_requests_total', 30, {
						flow_schema: 'catch-all',
						reason: 'queue-full',
					}),
				],
			},
			/refused 30 requests of the flow schema catch-all/,
		],
	),
	scene(
		etcdCallsSlow,
		[{ apiServerMetrics: latencyOf(0.025) }],
		[{ apiServerMetrics: latencyOf(0.1) }, /"get".*longer than 100 ms/],
		[{ apiServerMetrics: latencyOf(1) }, /longer than 1 s/],
	),
	scene(
		storageNearQuota,
		[{ pods, apiServerMetrics: [metric('apiserver_storage_size_bytes', 5e8, { storage_cluster_id: 'etcd-0' })] }],
		[
			{ pods, apiServerMetrics: [metric('apiserver_storage_size_bytes', 1.7e9, { storage_cluster_id: 'etcd-0' })] },
			/etcd-0 holds .* 79 % of its quota of 2 GiB/,
		],
	),
	scene(
		manyObjects,
		[
			{
				apiServerMetrics: [
					...someMetrics,
					metric('apiserver_resource_objects', 50_000, { group: '', resource: 'events' }),
				],
			},
		],
		[
			{
				apiServerMetrics: [
					metric('apiserver_resource_objects', 160_000, { group: 'example.org', resource: 'reports' }),
				],
			},
			/160000 objects of reports.example.org/,
		],
	),
	scene(
		eventsFillStorage,
		[{ apiServerMetrics: someMetrics }],
		[
			{
				apiServerMetrics: [
					...someMetrics,
					metric('apiserver_resource_objects', 60_000, { group: '', resource: 'events' }),
				],
			},
			/60000 of the stored objects are events, 99 %/,
		],
	),
	scene(
		objectsUndecodable,
		[{ apiServerMetrics: someMetrics }],
		[
			{ apiServerMetrics: [metric('apiserver_storage_decode_errors_total', 2, { group: '', resource: 'secrets' })] },
			/2 times .* objects of secrets/,
		],
	),
	scene(
		deprecatedApiRequested,
		[{ apiServerMetrics: someMetrics }],
		[
			{
				apiServerMetrics: [
					metric('apiserver_requested_deprecated_apis', 1, {
						group: 'policy',
						version: 'v1beta1',
						resource: 'poddisruptionbudgets',
						removed_release: '1.25',
					}),
				],
			},
			/poddisruptionbudgets of policy\/v1beta1 .* 1.25 removes/,
		],
	),
	scene(
		storedVersionOld,
		[{ customResourceDefinitions: [definitionOf({}, ['v1'])] }],
		[
			{ customResourceDefinitions: [definitionOf({}, ['v1alpha1', 'v1'])] },
			/may be stored as v1alpha1, which is not served/,
		],
	),
	scene(
		conversionWebhookBroken,
		[
			{
				customResourceDefinitions: [definitionOf(converted, ['v1'])],
				services: [serviceOfName('hook')],
				endpointSlices: [sliceOf('hook', true)],
			},
		],
		[
			{ customResourceDefinitions: [definitionOf(converted, ['v1'])] },
			/things.example.org cannot be converted .*no service/,
		],
	),
	scene(
		controlPlaneNodeCount,
		[{ nodes, pods }],
		[{ nodes: nodes.slice(0, 2), pods }, /on 2 nodes/],
		[{ nodes: nodes.slice(0, 1), pods }, /single node/],
	),
	scene(
		kubeletAccessDenied,
		[
			{
				clusterRoleBindings: [
					bindingOf('kubeadm:apiserver-kubelet-client', 'system:kubelet-api-admin', 'kube-apiserver-kubelet-client'),
				],
			},
		],
		[{ clusterRoleBindings: [] }, /kubeadm:apiserver-kubelet-client is missing/],
	),
	scene(
		etcdAccessBroad,
		[
			{
				clusterRoles: [execRole, readRole],
				clusterRoleBindings: [
					bindingOf('read', 'reader', 'ann'),
					bindingOf('admins', 'debugger', 'system:masters', 'Group'),
				],
			},
		],
		[
			{ clusterRoles: [execRole, readRole], clusterRoleBindings: [bindingOf('debug', 'debugger', 'ann')] },
			/debug lets ann into/,
		],
		[
			{
				clusterRoles: [execRole, readRole],
				clusterRoleBindings: [bindingOf('all', 'debugger', 'system:authenticated', 'Group')],
			},
			/all lets system:authenticated/,
		],
	),
];
