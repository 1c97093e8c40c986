import { notServed } from '../support/kubernetes-facts.ts';
import controlPlaneSkew from '../../src/checks/kubernetes/control-plane-skew.ts';
import etcdOlderThanKubeadm from '../../src/checks/kubernetes/etcd-older-than-kubeadm.ts';
import etcdOperatorDegraded from '../../src/checks/kubernetes/etcd-operator-degraded.ts';
import etcdSnapshotFailed from '../../src/checks/kubernetes/etcd-snapshot-failed.ts';
import etcdSnapshotTokenDiffers from '../../src/checks/kubernetes/etcd-snapshot-token-differs.ts';
import eventStorm from '../../src/checks/kubernetes/event-storm.ts';
import k3kClusterUnready from '../../src/checks/kubernetes/k3k-cluster-unready.ts';
import type { Json, KubeObject } from '../../src/core/kubernetes.ts';
import {
	ago,
	conditionsAs,
	kubeEventOf,
	namespacedOf,
	nodeOf,
	objectOf,
	type States,
	staticPodOf,
} from '../support/kubernetes-objects.ts';
import { scene, type Scene } from './scene.ts';

const at = (component: string, node: string, version: string) =>
	staticPodOf(component, node, { image: `registry.k8s.io/${component}:v${version}` });
const w1 = nodeOf('w-1');

function snapshotOf(
	name: string,
	hours: number,
	more: Readonly<Record<string, Json>> = {},
	location = 's3://bucket/x',
	token = 'a',
): KubeObject {
	return objectOf(
		'k3s.cattle.io/v1',
		'ETCDSnapshotFile',
		name,
		{
			spec: { snapshotName: name, nodeName: 's-1', location },
			status: { readyToUse: true, creationTime: ago(hours * 60), ...more },
		},
		{ annotations: { 'etcd.k3s.cattle.io/snapshot-token-hash': token } },
	);
}

function k3kOf(spec: Readonly<Record<string, Json>>, phase = 'Ready'): KubeObject {
	return namespacedOf('k3k.io/v1beta1', 'Cluster', 'inner', {
		spec: { servers: 1, persistence: { type: 'dynamic' }, ...spec },
		status: { phase },
	});
}

function druidOf(states: States): KubeObject {
	return namespacedOf('druid.gardener.cloud/v1alpha1', 'Etcd', 'main', {
		spec: {},
		status: { conditions: conditionsAs(states) },
	});
}

function openshiftOf(states: States): KubeObject {
	return objectOf('operator.openshift.io/v1', 'Etcd', 'cluster', {
		spec: {},
		status: { conditions: conditionsAs(states) },
	});
}

export const versionScenes: readonly Scene[] = [
	scene(
		controlPlaneSkew,
		[
			{
				pods: [
					at('kube-apiserver', 'cp-1', '1.36.3'),
					at('kube-apiserver', 'cp-2', '1.35.1'),
					at('kube-scheduler', 'cp-1', '1.35.0'),
				],
			},
		],
		[
			{ pods: [at('kube-apiserver', 'cp-1', '1.36.3'), at('kube-apiserver', 'cp-2', '1.34.1')] },
			/differ by 2 minor versions/,
		],
		[
			{ pods: [at('kube-apiserver', 'cp-1', '1.35.3'), at('kube-scheduler', 'cp-1', '1.36.0')] },
			/kube-scheduler-cp-1 is of version 1.36; the API servers are of 1.35 to 1.35/,
		],
	),
	scene(
		etcdOlderThanKubeadm,
		[{ pods: [staticPodOf('etcd', 'cp-1')] }],
		[
			{ pods: [staticPodOf('etcd', 'cp-1', { image: 'registry.k8s.io/etcd:3.5.24-0' })] },
			/etcd-cp-1 runs .*3.5.24-0; kubeadm of Kubernetes v1.36.3 runs 3.6.8-0/,
		],
	),
	scene(
		eventStorm,
		[{ kubeEvents: [kubeEventOf('BackOff', w1, 'x', { count: 100 })] }],
		[
			{ kubeEvents: [kubeEventOf('Sync', w1, 'x', { count: 5000 })] },
			/Sync Node: 5000 events, 278 a minute, from test/,
		],
	),
	scene(
		etcdSnapshotFailed,
		[{ etcdSnapshotFiles: [snapshotOf('a', 3)] }, { etcdSnapshotFiles: notServed }],
		[
			{
				etcdSnapshotFiles: [
					snapshotOf('a', 3),
					snapshotOf('b', 1, { readyToUse: false, error: { message: 'no space', time: ago(60) } }),
				],
			},
			/The snapshot b failed: no space/,
		],
		[{ etcdSnapshotFiles: [snapshotOf('a', 72)] }, /newest snapshot of etcd is 3 d old/],
		[{ etcdSnapshotFiles: [snapshotOf('a', 3, {}, 'file:///var/lib/a')] }, /lie on the servers themselves/],
	),
	scene(
		etcdSnapshotTokenDiffers,
		[{ etcdSnapshotFiles: [snapshotOf('a', 3), snapshotOf('b', 9)] }],
		[
			{ etcdSnapshotFiles: [snapshotOf('a', 3), snapshotOf('b', 9, {}, 's3://b', 'other')] },
			/under 2 different tokens/,
		],
	),
	scene(
		k3kClusterUnready,
		[{ k3kClusters: [k3kOf({})] }],
		[{ k3kClusters: [k3kOf({}, 'Failed')] }, /inner is not ready: Failed/],
		[{ k3kClusters: [k3kOf({ persistence: { type: 'ephemeral' } })] }, /loses its data/],
		[{ k3kClusters: [k3kOf({ servers: 2 })] }, /has 2 servers/],
	),
	scene(
		etcdOperatorDegraded,
		[
			{
				openshiftEtcds: [
					openshiftOf({ EtcdMembersDegraded: 'False', EtcdMembersAvailable: 'True', EtcdMembersProgressing: 'True' }),
				],
				druidEtcds: [druidOf({ Ready: 'True', BackupReady: 'True' })],
			},
		],
		[
			{ openshiftEtcds: [openshiftOf({ EtcdMembersDegraded: ['True', 'UnhealthyMembers', 'm2 is unhealthy'] })] },
			/Etcd\/cluster: EtcdMembersDegraded UnhealthyMembers: m2/,
		],
		[
			{ druidEtcds: [druidOf({ Ready: ['False', 'QuorumLost', 'gone'] })] },
			/Etcd\/default\/main: Ready QuorumLost: gone/,
		],
		[
			{
				druidTasks: [
					namespacedOf('druid.gardener.cloud/v1alpha1', 'EtcdOpsTask', 'snapshot', {
						status: { state: 'Failed', lastErrors: [{ description: 'no bucket' }] },
					}),
				],
			},
			/EtcdOpsTask\/default\/snapshot failed: Failed, no bucket/,
		],
	),
];
