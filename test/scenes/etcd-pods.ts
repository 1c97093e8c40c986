import compactionOff from '../../src/checks/kubernetes/compaction-off.ts';
import etcdClientAuthOff from '../../src/checks/kubernetes/etcd-client-auth-off.ts';
import etcdDataNotMounted from '../../src/checks/kubernetes/etcd-data-not-mounted.ts';
import etcdMemberWithoutNode from '../../src/checks/kubernetes/etcd-member-without-node.ts';
import etcdMembersInOneZone from '../../src/checks/kubernetes/etcd-members-in-one-zone.ts';
import etcdPodRestarted from '../../src/checks/kubernetes/etcd-pod-restarted.ts';
import etcdProbeKills from '../../src/checks/kubernetes/etcd-probe-kills.ts';
import etcdUnsafeFlag from '../../src/checks/kubernetes/etcd-unsafe-flag.ts';
import etcdUpgradeTrap from '../../src/checks/kubernetes/etcd-upgrade-trap.ts';
import { scene, type Scene } from './scene.ts';
import type { Json, KubeObject } from '../../src/core/kubernetes.ts';
import { controlPlaneNodeOf, nodeOf, restarted, staticPodOf } from '../support/kubernetes-objects.ts';

const pods = ['m0', 'm1', 'm2'].map(node => staticPodOf('etcd', node));
const nodes = ['m0', 'm1', 'm2'].map(node => controlPlaneNodeOf(node));

function probing(path: string): Readonly<Record<string, Json>> {
	return { livenessProbe: { httpGet: { path, port: 2381, host: '127.0.0.1' } } };
}

function inZones(...zones: readonly string[]): KubeObject[] {
	return zones.map((zone, index) =>
		controlPlaneNodeOf(`m${index}`, { meta: { labels: { 'topology.kubernetes.io/zone': zone } } }),
	);
}

export const etcdPodScenes: readonly Scene[] = [
	scene(
		etcdMemberWithoutNode,
		[
			{ nodes, pods },
			{ nodes: [], pods: [] },
		],
		[{ nodes: nodes.slice(0, 2), pods: pods.slice(0, 2) }, /The member m2 has no node/],
		[
			{ nodes: [...nodes, controlPlaneNodeOf('m3')], pods: [...pods, staticPodOf('etcd', 'm3')] },
			/The etcd of Node\/m3 is no member/,
		],
	),
	scene(
		etcdUpgradeTrap,
		[{ pods }],
		[{ pods: [staticPodOf('etcd', 'm0', { image: 'registry.k8s.io/etcd:3.5.24-0' })] }, /etcd 3.5.24.* needs 3.5.26/],
		[
			{ pods: [staticPodOf('etcd', 'm0', { image: 'registry.k8s.io/etcd:3.5.26-0' }), staticPodOf('etcd', 'm1')] },
			/some 3.6/,
		],
	),
	scene(
		etcdProbeKills,
		[
			{
				pods: [
					staticPodOf('etcd', 'm0', { container: probing('/livez') }),
					staticPodOf('etcd', 'm1', { container: probing('/health?exclude=NOSPACE&serializable=true') }),
				],
			},
		],
		[
			{ pods: [staticPodOf('etcd', 'm0', { container: probing('/health') })] },
			/etcd-m0 is restarted whenever \/health fails/,
		],
	),
	scene(
		etcdPodRestarted,
		[{ pods }, { pods: [staticPodOf('etcd', 'm0', { running: restarted({ exitCode: 0 }) })] }],
		[
			{ pods: [staticPodOf('etcd', 'm0', { running: restarted({ exitCode: 137, reason: 'OOMKilled' }) })] },
			/restarted 3 times.*want of memory/,
		],
	),
	scene(
		etcdUnsafeFlag,
		[{ pods }],
		[{ pods: [staticPodOf('etcd', 'm0', { flags: { 'force-new-cluster': 'true' } })] }, /--force-new-cluster/],
	),
	scene(
		etcdClientAuthOff,
		[{ pods }],
		[{ pods: [staticPodOf('etcd', 'm0', { flags: { 'client-cert-auth': 'false' } })] }, /does not ask its clients/],
		[{ pods: [staticPodOf('etcd', 'm0', { flags: { 'listen-client-urls': 'http://10.0.0.1:2379' } })] }, /without TLS/],
	),
	scene(
		compactionOff,
		[
			{ pods: [...pods, staticPodOf('kube-apiserver', 'm0')] },
			{
				pods: [
					staticPodOf('etcd', 'm0', { flags: { 'auto-compaction-retention': '8' } }),
					staticPodOf('kube-apiserver', 'm0', { flags: { 'etcd-compaction-interval': '0' } }),
				],
			},
		],
		[
			{ pods: [...pods, staticPodOf('kube-apiserver', 'm0', { flags: { 'etcd-compaction-interval': '0s' } })] },
			/do not compact/,
		],
	),
	scene(
		etcdDataNotMounted,
		[{ pods }],
		[{ pods: [staticPodOf('etcd', 'm0', { flags: { 'data-dir': '/data' } })] }, /keeps its data in \/data/],
	),
	scene(
		etcdMembersInOneZone,
		[
			{ pods, nodes: inZones('a', 'b', 'c') },
			{ pods, nodes },
			{ pods, nodes: inZones('a', 'a', 'b') },
		],
		[
			{
				pods,
				nodes: [...inZones('a', 'a', 'b'), nodeOf('w-1', { meta: { labels: { 'topology.kubernetes.io/zone': 'c' } } })],
			},
			/2 of 3 members of etcd are in the zone a/,
		],
	),
];
