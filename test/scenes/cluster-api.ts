import clusterCertificatesExpire from '../../src/checks/cluster-api/cluster-certificates-expire.ts';
import clusterNotAvailable from '../../src/checks/cluster-api/cluster-not-available.ts';
import controlPlaneHeldBack from '../../src/checks/cluster-api/control-plane-held-back.ts';
import controlPlaneReplicas from '../../src/checks/cluster-api/control-plane-replicas.ts';
import controlPlaneUnhealthy from '../../src/checks/cluster-api/control-plane-unhealthy.ts';
import controllersDown from '../../src/checks/cluster-api/controllers-down.ts';
import deletionStuck from '../../src/checks/cluster-api/deletion-stuck.ts';
import drainBlocked from '../../src/checks/cluster-api/drain-blocked.ts';
import etcdUnhealthy from '../../src/checks/cluster-api/etcd-unhealthy.ts';
import healthCheckSelection from '../../src/checks/cluster-api/health-check-selection.ts';
import healthCheckSuspended from '../../src/checks/cluster-api/health-check-suspended.ts';
import inPlaceUpdateFailed from '../../src/checks/cluster-api/in-place-update-failed.ts';
import machineCertificatesExpire from '../../src/checks/cluster-api/machine-certificates-expire.ts';
import machineNodeUnhealthy from '../../src/checks/cluster-api/machine-node-unhealthy.ts';
import machineOrphaned from '../../src/checks/cluster-api/machine-orphaned.ts';
import machineRolloutStuck from '../../src/checks/cluster-api/machine-rollout-stuck.ts';
import machineWithoutNode from '../../src/checks/cluster-api/machine-without-node.ts';
import membersAndMachinesDiffer from '../../src/checks/cluster-api/members-and-machines-differ.ts';
import oldContract from '../../src/checks/cluster-api/old-contract.ts';
import paused from '../../src/checks/cluster-api/paused.ts';
import providerMissing from '../../src/checks/cluster-api/provider-missing.ts';
import remediationBlocked from '../../src/checks/cluster-api/remediation-blocked.ts';
import remediationDeadlock from '../../src/checks/cluster-api/remediation-deadlock.ts';
import topologyNotReconciled from '../../src/checks/cluster-api/topology-not-reconciled.ts';
import upgradeSkipsMinor from '../../src/checks/cluster-api/upgrade-skips-minor.ts';
import workloadUnreachable from '../../src/checks/cluster-api/workload-unreachable.ts';
import workloadVersionUnsupported from '../../src/checks/cluster-api/workload-version-unsupported.ts';
import type { Json, KubeObject, ObjectCertificate } from '../../src/core/kubernetes.ts';
import { clusterApiObjectOf, type ClusterApiParts } from '../support/cluster-api-objects.ts';
import { certificateOf } from '../support/facts.ts';
import { notServed } from '../support/kubernetes-facts.ts';
import {
	ago,
	conditionsAs,
	kubeEventOf,
	namespacedOf,
	nodeOf,
	objectOf,
	podOf,
	type States,
} from '../support/kubernetes-objects.ts';
import { scene, type Scene, type Staging } from './scene.ts';

const of = clusterApiObjectOf;
const deleted = { deletionTimestamp: ago(90), finalizers: ['cluster.x-k8s.io/wait'] };
const controlPlane = of('KubeadmControlPlane', 'prod-cp', {
	spec: { replicas: 3, version: 'v1.35.2' },
	status: { version: 'v1.35.2' },
});
const asControlPlane = { 'cluster.x-k8s.io/control-plane': '' };

function clusterOf(parts: ClusterApiParts = {}): KubeObject {
	return of('Cluster', 'prod', parts);
}

function cpMachine(name: string, states: States = {}, parts: ClusterApiParts = {}): KubeObject {
	return of('Machine', name, {
		owner: controlPlane,
		states,
		status: { nodeRef: { name } },
		...parts,
		meta: { labels: asControlPlane, ...parts.meta },
	});
}

const well = { EtcdMemberHealthy: 'True' } as const;
const unwell = {
	EtcdMemberHealthy: 'False',
	OwnerRemediated: ['False', 'WaitingForRemediation', ''],
	NodeHealthy: ['Unknown', 'NodeUnknown', ''],
} as const;
const three = [cpMachine('cp-1', well), cpMachine('cp-2', well), cpMachine('cp-3', well)];

function healthCheckOf(name: string, states: States = {}, selector: Json = { matchLabels: { pool: 'w' } }): KubeObject {
	return of('MachineHealthCheck', name, { states, spec: { clusterName: 'prod', selector } });
}

const worker = of('Machine', 'w-1', { meta: { labels: { pool: 'w' } }, status: { nodeRef: { name: 'w-1' } } });

function definitionOf(
	kind: string,
	plural: string,
	group: string,
	labels: Readonly<Record<string, string>>,
): KubeObject {
	const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
	const names = { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` };
	return objectOf(
		'apiextensions.k8s.io/v1',
		'CustomResourceDefinition',
		`${plural}.${group}`,
		{
			spec: { group, scope: 'Namespaced', names, versions: [{ name: 'v1beta1', served: true, storage: true, schema }] },
		},
		{ labels },
	);
}

const infraGroup = 'other.cluster.x-k8s.io';
const both = { 'cluster.x-k8s.io/provider': 'infrastructure-other', 'cluster.x-k8s.io/v1beta1': 'v1beta1' };
const widget = definitionOf('Widget', 'widgets', infraGroup, { ...both, 'cluster.x-k8s.io/v1beta2': 'v1beta1' });
const withWidget = clusterOf({ spec: { infrastructureRef: { apiGroup: infraGroup, kind: 'Widget', name: 'prod' } } });

function controllerOfProvider(ready: number): KubeObject {
	const labels = { app: 'capi' };
	const template = { metadata: { labels }, spec: { containers: [{ name: 'manager', image: 'capi:1' }] } };
	return namespacedOf(
		'apps/v1',
		'Deployment',
		'capi-controller-manager',
		{
			spec: { replicas: 1, selector: { matchLabels: labels }, template },
			status: { replicas: 1, readyReplicas: ready },
		},
		{ labels: { 'cluster.x-k8s.io/provider': 'cluster-api' } },
	);
}

function secretOf(part: string, notAfter: string): ObjectCertificate {
	return {
		object: { apiVersion: 'v1', kind: 'Secret', namespace: 'fleet', name: `prod-${part}` },
		field: 'data.value',
		certificate: certificateOf({ notAfter }),
	};
}

const budget = namespacedOf('policy/v1', 'PodDisruptionBudget', 'web', {
	spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
	status: { disruptionsAllowed: 0, expectedPods: 1, currentHealthy: 1, desiredHealthy: 1, observedGeneration: 1 },
});
const guarded = podOf('web-1', { meta: { labels: { app: 'web' } } });
const notServedAtAll: Staging = {
	clusters: notServed,
	machines: notServed,
	machineHealthChecks: notServed,
	kubeadmControlPlanes: notServed,
	byoHosts: notServed,
};

export const clusterApiScenes: readonly Scene[] = [
	scene(
		clusterNotAvailable,
		[{ clusters: [clusterOf({ states: { Available: 'True' } })] }, notServedAtAll],
		[
			{
				clusters: [
					clusterOf({ states: { Available: ['False', 'NotAvailable', 'see'], ControlPlaneAvailable: 'False' } }),
				],
			},
			/Cluster\/fleet\/prod is not available: ControlPlaneAvailable: NotAvailable, see/,
		],
		[
			{ clusters: [clusterOf({ contract: 'v1beta1', states: { Ready: ['False/Error', 'X', 'old'] } })] },
			/prod is not available: X, old/,
		],
	),
	scene(
		workloadUnreachable,
		[{ clusters: [clusterOf({ states: { RemoteConnectionProbe: 'True' } })], machines: three }],
		[
			{ clusters: [clusterOf({ states: { RemoteConnectionProbe: ['False', 'ProbeFailed', 'no answer'] } })] },
			/cannot be reached: ProbeFailed, no answer/,
		],
	),
	scene(
		paused,
		[
			{ clusters: [clusterOf()] },
			{
				clusters: [clusterOf({ spec: { paused: true }, status: { conditions: conditionsAs({ Paused: 'True' }, 5) } })],
			},
		],
		[
			{
				clusters: [
					clusterOf({ spec: { paused: true }, status: { conditions: conditionsAs({ Paused: 'True' }, 500) } }),
				],
			},
			/prod is paused since/,
		],
	),
	scene(
		deletionStuck,
		[{ clusters: [clusterOf()], machines: three }],
		[
			{
				clusters: [clusterOf()],
				machines: [
					of('Machine', 'w-1', { meta: deleted, states: { Deleting: ['True', 'DrainingNode', 'Pods blocked'] } }),
				],
			},
			/w-1 is being deleted since .*: DrainingNode, Pods blocked/,
		],
	),
	scene(
		drainBlocked,
		[{ machines: [worker], nodes: [nodeOf('w-1')], pods: [guarded], podDisruptionBudgets: [budget] }],
		[
			{
				machines: [of('Machine', 'w-1', { meta: deleted, status: { nodeRef: { name: 'w-1' } } })],
				nodes: [nodeOf('w-1')],
				pods: [guarded],
				podDisruptionBudgets: [budget],
			},
			/PodDisruptionBudget\/default\/web keeps Machine\/fleet\/w-1 from being drained/,
		],
	),
	scene(
		topologyNotReconciled,
		[{ clusters: [clusterOf({ states: { TopologyReconciled: 'True' } })] }],
		[
			{ clusters: [clusterOf({ states: { TopologyReconciled: ['False', 'ReconcileFailed', 'bad patch'] } })] },
			/not brought about: ReconcileFailed, bad patch/,
		],
	),
	scene(
		etcdUnhealthy,
		[{ kubeadmControlPlanes: [of('KubeadmControlPlane', 'prod-cp', { states: { EtcdClusterHealthy: 'True' } })] }],
		[
			{
				kubeadmControlPlanes: [
					of('KubeadmControlPlane', 'prod-cp', {
						states: { EtcdClusterHealthy: ['False', 'NotHealthy', 'cp-2 has no quorum'] },
					}),
				],
			},
			/The etcd of .*prod-cp is not well .*NotHealthy/,
		],
	),
	scene(
		controlPlaneUnhealthy,
		[{ kubeadmControlPlanes: [controlPlane], machines: three }],
		[
			{
				kubeadmControlPlanes: [controlPlane],
				machines: [cpMachine('cp-1', { SchedulerPodHealthy: ['False', 'PodFailed', 'crash'] })],
			},
			/cp-1: SchedulerPodHealthy is false, PodFailed, crash/,
		],
	),
	scene(
		membersAndMachinesDiffer,
		[{ kubeadmControlPlanes: [controlPlane], machines: three }],
		[
			{
				kubeadmControlPlanes: [
					of('KubeadmControlPlane', 'prod-cp', {
						states: {
							Available: [
								'False',
								'NotAvailable',
								'* The list of etcd members does not match the list of Machines and Nodes',
							],
						},
					}),
				],
			},
			/does not match the list/,
		],
	),
	scene(
		controlPlaneHeldBack,
		[{ kubeadmControlPlanes: [controlPlane] }],
		[
			{
				kubeadmControlPlanes: [controlPlane],
				kubeEvents: [
					kubeEventOf('ControlPlaneUnhealthy', controlPlane, 'Waiting for control plane to pass preflight checks'),
				],
			},
			/prod-cp is held back: Waiting/,
		],
	),
	scene(
		remediationBlocked,
		[{ kubeadmControlPlanes: [controlPlane], machines: three }],
		[
			{
				kubeadmControlPlanes: [controlPlane],
				machines: [
					cpMachine('cp-1', unwell),
					cpMachine('cp-2', { EtcdMemberHealthy: 'False' }),
					cpMachine('cp-3', well),
				],
			},
			/cp-1 waits to be replaced, and this does not hold: etcd keeps its quorum without it: 1 of the other 2/,
		],
	),
	scene(
		remediationDeadlock,
		[{ kubeadmControlPlanes: [controlPlane], machines: three }],
		[
			{
				kubeadmControlPlanes: [controlPlane],
				machines: [
					cpMachine('cp-1', {
						...unwell,
						OwnerRemediated: ['False', 'RemediationFailed', 'failed to move etcd leader'],
					}),
					...three.slice(1),
				],
			},
			/the leadership of etcd cannot be moved/,
		],
	),
	scene(
		healthCheckSuspended,
		[{ machineHealthChecks: [healthCheckOf('a', { RemediationAllowed: 'True' })] }],
		[
			{ machineHealthChecks: [healthCheckOf('a', { RemediationAllowed: ['False', 'TooManyUnhealthy', '3 of 4'] })] },
			/a remediates nothing: TooManyUnhealthy, 3 of 4/,
		],
	),
	scene(
		healthCheckSelection,
		[{ machineHealthChecks: [healthCheckOf('a')], machines: [worker] }],
		[
			{ machineHealthChecks: [healthCheckOf('a', {}, { matchLabels: { pool: 'none' } })], machines: [worker] },
			/a selects no Machine/,
		],
		[
			{ machineHealthChecks: [healthCheckOf('a'), healthCheckOf('b')], machines: [worker] },
			/1 Machines are watched by several checks: a, b/,
		],
	),
	scene(
		machineWithoutNode,
		[{ machines: [worker, of('Machine', 'new', { meta: { creationTimestamp: ago(5) } })] }],
		[
			{
				machines: [
					of('Machine', 'w-2', {
						states: { InfrastructureReady: ['False', 'NoHost', 'none free'] },
						status: { phase: 'Provisioning' },
						meta: { creationTimestamp: ago(60) },
					}),
				],
			},
			/w-2 has no node yet, in phase Provisioning: InfrastructureReady: NoHost, none free/,
		],
	),
	scene(
		machineNodeUnhealthy,
		[{ machines: [worker] }],
		[
			{
				machines: [
					of('Machine', 'w-1', {
						states: { NodeHealthy: ['False', 'NodeNotHealthy', 'kubelet stopped'] },
						status: { nodeRef: { name: 'w-1' } },
					}),
				],
			},
			/The node w-1 of .*NodeNotHealthy, kubelet stopped/,
		],
	),
	scene(
		machineRolloutStuck,
		[
			{
				kubeadmControlPlanes: [controlPlane],
				machineDeployments: [
					of('MachineDeployment', 'md', { status: { conditions: conditionsAs({ RollingOut: 'True' }, 5) } }),
				],
			},
		],
		[
			{
				machineDeployments: [
					of('MachineDeployment', 'md', {
						status: { conditions: conditionsAs({ RollingOut: ['True', 'RollingOut', '1 of 3'] }, 500) },
					}),
				],
			},
			/md: RollingOut since .*1 of 3/,
		],
	),
	scene(
		inPlaceUpdateFailed,
		[{ machines: three }],
		[
			{ machines: [cpMachine('cp-1', { Updating: ['False', 'InPlaceUpdateFailed', 'x'] })] },
			/cp-1 could not be updated in place/,
		],
	),
	scene(
		controlPlaneReplicas,
		[{ kubeadmControlPlanes: [controlPlane] }],
		[{ kubeadmControlPlanes: [of('KubeadmControlPlane', 'prod-cp', { spec: { replicas: 4 } })] }, /has 4 Machines/],
	),
	scene(
		oldContract,
		[{ customResourceDefinitions: [widget] }],
		[
			{ customResourceDefinitions: [definitionOf('Gadget', 'gadgets', infraGroup, both)] },
			/The provider infrastructure-other knows the contract v1beta1 alone \(1 kinds\)/,
		],
	),
	scene(
		providerMissing,
		[{ clusters: [withWidget], customResourceDefinitions: [widget] }],
		[{ clusters: [withWidget], customResourceDefinitions: [] }, /refers to Widget of other.cluster.x-k8s.io/],
	),
	scene(
		controllersDown,
		[{ deployments: [controllerOfProvider(1)] }],
		[{ deployments: [controllerOfProvider(0)] }, /capi-controller-manager has 0 of 1 pods ready/],
	),
	scene(
		machineOrphaned,
		[{ clusters: [clusterOf()], machines: three }],
		[{ clusters: [clusterOf()], machines: [worker] }, /w-1 has no controller/],
		[{ clusters: [], machines: [worker] }, /is of the Cluster prod, which is not there/],
	),
	scene(
		machineCertificatesExpire,
		[{ machines: [cpMachine('cp-1', {}, { status: { certificatesExpiryDate: '2027-08-20T00:00:00Z' } })] }],
		[
			{ machines: [cpMachine('cp-1', {}, { status: { certificatesExpiryDate: '2026-08-24T00:00:00Z' } })] },
			/certificates of Machine\/fleet\/cp-1: the first expires in 3.5 d/,
		],
	),
	scene(
		clusterCertificatesExpire,
		[
			{
				clusters: [clusterOf()],
				secretCertificates: [secretOf('kubeconfig', '2027-07-20T00:00:00Z'), secretOf('ca', '2035-01-01T00:00:00Z')],
			},
		],
		[
			{ clusters: [clusterOf()], secretCertificates: [secretOf('kubeconfig', '2026-09-30T00:00:00Z')] },
			/certificate in Secret\/fleet\/prod-kubeconfig expires/,
		],
	),
	scene(
		upgradeSkipsMinor,
		[{ kubeadmControlPlanes: [controlPlane] }],
		[
			{
				kubeadmControlPlanes: [
					of('KubeadmControlPlane', 'prod-cp', { spec: { version: 'v1.36.0' }, status: { version: 'v1.34.1' } }),
				],
			},
			/wants v1.36.0 and runs v1.34.1/,
		],
	),
	scene(
		workloadVersionUnsupported,
		[{ kubeadmControlPlanes: [controlPlane] }],
		[
			{ kubeadmControlPlanes: [of('KubeadmControlPlane', 'prod-cp', { status: { version: 'v1.29.1' } })] },
			/runs v1.29.1; its management cluster is v1.36/,
		],
	),
];
