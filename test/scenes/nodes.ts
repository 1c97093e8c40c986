import { notServed } from '../support/kubernetes-facts.ts';
import controlPlaneUntainted from '../../src/checks/kubernetes/control-plane-untainted.ts';
import etcdVoterState from '../../src/checks/kubernetes/etcd-voter-state.ts';
import kubeletSkew from '../../src/checks/kubernetes/kubelet-skew.ts';
import nodeCordoned from '../../src/checks/kubernetes/node-cordoned.ts';
import nodeFull from '../../src/checks/kubernetes/node-full.ts';
import nodeLeaseStale from '../../src/checks/kubernetes/node-lease-stale.ts';
import nodeNetworkUnavailable from '../../src/checks/kubernetes/node-network-unavailable.ts';
import nodeNotReady from '../../src/checks/kubernetes/node-not-ready.ts';
import nodeProblem from '../../src/checks/kubernetes/node-problem.ts';
import nodeProblemEvents from '../../src/checks/kubernetes/node-problem-events.ts';
import nodeTooSmall from '../../src/checks/kubernetes/node-too-small.ts';
import nodeUnderPressure from '../../src/checks/kubernetes/node-under-pressure.ts';
import nodeUninitialized from '../../src/checks/kubernetes/node-uninitialized.ts';
import nodeUsageHigh from '../../src/checks/kubernetes/node-usage-high.ts';
import podCidrMissing from '../../src/checks/kubernetes/pod-cidr-missing.ts';
import rke1InUse from '../../src/checks/kubernetes/rke1-in-use.ts';
import tooManyOpenFiles from '../../src/checks/kubernetes/too-many-open-files.ts';
import type { KubeObject } from '../../src/core/kubernetes.ts';
import {
	ago,
	controlPlaneNodeOf,
	crashing,
	kubeEventOf,
	leaseOf,
	nodeOf,
	type NodeParts,
	objectOf,
	podOf,
	staticPodOf,
} from '../support/kubernetes-objects.ts';
import { scene, type Scene } from './scene.ts';

const w1 = nodeOf('w-1');
const cp1 = controlPlaneNodeOf('cp-1');

function inState(type: string, status: string, reason = 'Why', message = 'because'): KubeObject {
	return nodeOf('w-1', { states: { [type]: [status, reason, message] } });
}

function tainted(...keys: readonly string[]): NodeParts {
	return { spec: { taints: keys.map(key => ({ key, effect: 'NoSchedule' })) } };
}

function kubeletLease(secondsAgo: number): KubeObject {
	return leaseOf('kube-node-lease', 'w-1', secondsAgo, { leaseDurationSeconds: 40 });
}

function metricsOf(cpu: string): KubeObject {
	return objectOf('metrics.k8s.io/v1beta1', 'NodeMetrics', 'w-1', {
		timestamp: ago(1),
		window: '30s',
		usage: { cpu, memory: '1Gi' },
	});
}

function asking(cpu: string): KubeObject {
	return podOf('eater', { container: { resources: { requests: { cpu } } } });
}

export const nodeScenes: readonly Scene[] = [
	scene(
		nodeNotReady,
		[{ nodes: [w1, cp1] }],
		[
			{ nodes: [inState('Ready', 'False', 'KubeletNotReady', 'PLEG is not healthy')] },
			/Node\/w-1 is not ready, says its kubelet: PLEG/,
		],
		[{ nodes: [inState('Ready', 'Unknown')] }, /has told nothing since/],
	),
	scene(
		nodeProblem,
		// A condition that nobody here knows is never judged, whatever its state.
		[
			{
				nodes: [
					w1,
					nodeOf('w-2', {
						states: {
							KernelReady: 'True',
							SomethingOfAVendor: 'True',
							OtherOfAVendor: 'False',
							EtcdIsVoter: 'False',
							KernelDeadlock: 'False',
						},
					}),
				],
			},
		],
		[{ nodes: [inState('KernelDeadlock', 'True')] }, /w-1: KernelDeadlock, because/],
		[{ nodes: [inState('StorageReady', 'False')] }, /StorageReady is false/],
	),
	scene(
		nodeProblemEvents,
		[
			{
				nodes: [w1],
				kubeEvents: [
					kubeEventOf('Starting', w1),
					kubeEventOf('SystemOOM', w1, 'old', { firstTimestamp: ago(200), lastTimestamp: ago(190) }),
				],
			},
		],
		[
			{ nodes: [w1], kubeEvents: [kubeEventOf('SystemOOM', w1, 'killed java', { count: 3 })] },
			/SystemOOM ×3: killed java/,
		],
	),
	scene(
		nodeLeaseStale,
		[
			{ nodes: [w1], leases: [kubeletLease(12)] },
			{ nodes: [inState('Ready', 'False')], leases: [kubeletLease(300)] },
		],
		[{ nodes: [w1], leases: [kubeletLease(70)] }, /w-1 renewed its lease last 1.17 min ago/],
	),
	scene(nodeUnderPressure, [{ nodes: [w1] }], [{ nodes: [inState('DiskPressure', 'True')] }, /DiskPressure, because/]),
	scene(
		nodeNetworkUnavailable,
		[{ nodes: [w1, nodeOf('w-2', { states: { NetworkUnavailable: 'False' } })] }],
		[{ nodes: [inState('NetworkUnavailable', 'True', 'NoRouteCreated', 'no route')] }, /no network for pods: no route/],
		[
			{ nodes: [inState('Ready', 'False', 'KubeletNotReady', 'cni plugin not initialized')] },
			/cni plugin not initialized/,
		],
	),
	scene(
		nodeCordoned,
		[{ nodes: [w1] }],
		[{ nodes: [nodeOf('w-1', { spec: { unschedulable: true } })] }, /is cordoned/],
	),
	scene(
		nodeFull,
		[{ nodes: [w1], pods: [asking('3')] }],
		[{ nodes: [w1], pods: [asking('3900m')] }, /ask for 97 % of its cpu/],
	),
	scene(
		nodeUsageHigh,
		[
			{ nodes: [w1], nodeMetrics: [metricsOf('1200m')] },
			{ nodes: [w1], nodeMetrics: notServed },
		],
		[{ nodes: [w1], nodeMetrics: [metricsOf('3900m')] }, /uses 97 % of its cpu/],
	),
	scene(
		nodeTooSmall,
		[{ nodes: [cp1, nodeOf('w-9', { status: { capacity: { cpu: '1', memory: '1Gi' } } })] }],
		[
			{ nodes: [controlPlaneNodeOf('cp-1', { status: { capacity: { cpu: '1', memory: '8Gi' } } })] },
			/has 1 processors/,
		],
	),
	scene(
		controlPlaneUntainted,
		[{ nodes: [cp1, controlPlaneNodeOf('cp-2')] }, { nodes: [controlPlaneNodeOf('cp-1', { spec: {}, ...tainted() })] }],
		[{ nodes: [cp1, controlPlaneNodeOf('cp-2', tainted())] }, /cp-2 lacks the taint/],
	),
	scene(
		nodeUninitialized,
		[{ nodes: [w1] }],
		[
			{
				nodes: [
					nodeOf('w-1', {
						...tainted('node.cloudprovider.kubernetes.io/uninitialized'),
						meta: { creationTimestamp: ago(30) },
					}),
				],
			},
			/waits for the cloud-controller-manager/,
		],
	),
	scene(
		tooManyOpenFiles,
		[{ pods: [podOf('web')] }],
		[
			{ pods: [podOf('web', { running: crashing({ message: 'inotify_init: too many open files' }) })] },
			/Pod\/default\/web failed with "too many open files"/,
		],
	),
	scene(
		kubeletSkew,
		[{ nodes: [w1, nodeOf('w-2', { version: 'v1.33.1' })] }],
		[{ nodes: [nodeOf('w-1', { version: 'v1.32.0' })] }, /kubelet v1.32.0; the API server is v1.36.3/],
		[{ nodes: [nodeOf('w-1', { version: 'v1.37.0' })] }, /kubelet v1.37.0/],
	),
	scene(
		etcdVoterState,
		[
			{ nodes: [w1] },
			{
				nodes: [
					nodeOf('s-1', {
						meta: { labels: { 'node-role.kubernetes.io/etcd': 'true' } },
						status: {
							conditions: [
								{
									type: 'EtcdIsVoter',
									status: 'True',
									reason: 'MemberNotLearner',
									message: '',
									lastHeartbeatTime: ago(4),
									lastTransitionTime: ago(400),
								},
							],
						},
					}),
				],
			},
		],
		[
			{ nodes: [nodeOf('s-1', { states: { EtcdIsVoter: ['False', 'MemberIsUnhealthy', 'no quorum'] } })] },
			/s-1: MemberIsUnhealthy, no quorum/,
		],
		[
			{ nodes: [nodeOf('s-1', { meta: { labels: { 'node-role.kubernetes.io/etcd': 'true' } } })] },
			/does not tell whether it votes/,
		],
	),
	scene(
		rke1InUse,
		[{ nodes: [w1] }],
		[
			{ nodes: [nodeOf('w-1', { meta: { annotations: { 'rke.cattle.io/internal-ip': '10.0.0.1' } } })] },
			/made by RKE1/,
		],
	),
	scene(
		podCidrMissing,
		[
			{
				nodes: [w1, cp1],
				pods: [staticPodOf('kube-controller-manager', 'cp-1', { flags: { 'allocate-node-cidrs': 'true' } })],
			},
		],
		[
			{
				nodes: [objectOf('v1', 'Node', 'w-1', {}), cp1],
				pods: [staticPodOf('kube-controller-manager', 'cp-1', { flags: { 'allocate-node-cidrs': 'true' } })],
			},
			/w-1 has no range/,
		],
	),
];
