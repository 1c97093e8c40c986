import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { startCluster, type Member } from '../support/etcd-cluster.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import type { Scene } from './scene.ts';

const quotaBytes = 16 * 1024 * 1024;

/** As kubeadm writes it, in as many lines as anything is said of. */
function staticPod(member: Member): string {
	return `apiVersion: v1
kind: Pod
metadata:
  labels:
    component: etcd
  name: etcd
  namespace: kube-system
spec:
  containers:
  - command:
    - etcd
    - --name=${member.name}
    - --listen-client-urls=${member.clientUrl}
    - --advertise-client-urls=${member.clientUrl}
    - --quota-backend-bytes=${quotaBytes}
    image: registry.k8s.io/etcd:${member.binaries.version}-0
    name: etcd
`;
}

/** YAML of every sort that people open. */
const otherFiles: Readonly<Record<string, string>> = {
	'other/compose.yaml': 'services:\n  web:\n    image: nginx\n',
	'other/broken.yaml': 'a: [1, 2\n  b: }\n',
	'other/kubeadm.yaml': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\netcd:\n  local: {}\n',
	'other/etcd.conf.yml': 'name: m9\nlisten-client-urls: http://127.0.0.1:9\n',
	// Folders that are made one in the other while a window is open are not always watched: these are there before it.
	'together/cp-1/etc/kubernetes/manifests/.keep': '',
	'together/cp-2/etc/kubernetes/manifests/.keep': '',
	'other/external.yaml':
		'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\netcd:\n  external:\n    endpoints:\n    - https://127.0.0.1:9\n',
};

/**
 * A cluster of three with one member killed and the others near their quota, a workspace that describes it, and one
 * connection to it in the settings of the workspace, another in the user's own file; and a cluster that is well.
 */
export async function startScene(workspace: string): Promise<{ scene: Scene; close(): Promise<void> }> {
	const [cluster, healthy] = await Promise.all([startCluster({ quotaBytes }), startCluster()]);
	const configHome = makeTempDir('config');
	const close = async () => {
		await Promise.all([cluster.close(), healthy.close()]);
		removeTempDir(configHome);
	};
	try {
		const { endpoints } = cluster;
		await cluster.fill({ bytes: 13.5 * 1024 * 1024 });
		// 82 to 95 % of the quota, as the writes fell into transactions; afterwards always 87 %.
		await cluster.etcdctl(['defrag'], { endpoint: endpoints.join(',') });
		await cluster.member(2).kill();
		const team = { name: 'team', endpoints, paths: ['manifests'] };
		const settings = { 'quorum.connections': [team], 'quorum.metricsWindow': '0', 'quorum.timeout': '2s' };
		const pods = cluster.members.map(member => [`manifests/etcd-${member.name}.yaml`, staticPod(member)] as const);
		writeAll(workspace, [...pods, ...Object.entries(otherFiles), ['.vscode/settings.json', JSON.stringify(settings)]]);
		writeAll(configHome, [['quorum/connections.json', JSON.stringify([{ name: 'own', endpoints }])]]);
		cpSync(join(root, 'test', 'recordings', 'one-member-down-3.6.json'), join(workspace, 'recording.json'));
		return { scene: { endpoints, healthy: healthy.endpoints, configHome }, close };
	} catch (error) {
		await close();
		throw error;
	}
}

function writeAll(folder: string, files: readonly (readonly [path: string, text: string])[]): void {
	for (const [path, text] of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}
