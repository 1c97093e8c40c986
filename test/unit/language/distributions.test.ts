import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/language/completion.ts';
import { hoverAt } from '../../../src/language/hover.ts';
import { fileOf, marked } from './file-of.ts';

const hovered = (text: string, word: string) =>
	hoverAt(fileOf(text), text.indexOf(word) + 1, {})?.paragraphs.join('\n') ?? '';

function offered(source: string): readonly string[] {
	const { text, offset } = marked(source);
	return completionsAt({ path: 'f', text }, offset, {})?.items.map(({ label }) => label) ?? [];
}

const encryption =
	'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers:\n';
const k3s = 'cluster-init: true\netcd-arg:\n- quota-backend-bytes=8589934592\nkube-apiserver-arg:\n- event-ttl=1h\n';
const talos =
	'version: v1alpha1\nmachine: {type: controlplane}\ncluster:\n  etcd:\n    extraArgs:\n      election-timeout: "5000"\n';
const controlPlane =
	'apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: KubeadmControlPlane\nspec:\n  replicas: 3\n  kubeadmConfigSpec:\n    clusterConfiguration: {}\n';
const pod =
	'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command: [etcd, --name=a]\n    env:\n    - name: ETCD_QUOTA_BACKEND_BYTES\n';

describe('In files of others than kubeadm and etcd', () => {
	it('fields are told of', () => {
		assert.match(hovered(`${encryption}  - identity: {}\n`, 'identity'), /No encryption/);
		assert.match(hovered(controlPlane, 'replicas'), /an odd number/);
		assert.match(hovered(controlPlane, 'clusterConfiguration'), /kubeadm init/);
		assert.match(hovered(k3s, 'cluster-init'), /embedded etcd/);
		assert.match(hovered(k3s, 'event-ttl'), /`--event-ttl` · kube-apiserver/);
		assert.match(hovered(talos, 'type'), /controlplane runs etcd[^]*Values:/);
		assert.match(
			hovered('kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes:\n- role: worker\n', 'role'),
			/control-plane/,
		);
		assert.match(hovered('apiVersion: v1\nkind: Pod\nspec:\n  hostUsers: false\n', 'hostUsers'), /users of its own/);
		assert.match(hovered('etcd_deployment_type: host\netcd_data_dir: /d\n', 'etcd_data'), /keeps its data/);
		const tls = 'name: a\nlisten-client-urls: http://x\nclient-transport-security: {cert-file: /a}\n';
		assert.match(hovered(tls, 'client-transport'), /certificates for clients/);
	});

	it('fields, flags and variables are completed', () => {
		assert.ok(offered(`${encryption}  - |\n`).includes('secretbox'));
		assert.deepEqual(offered(`${encryption}  - kms:\n      apiVersion: |\n`), ['v2', 'v1']);
		assert.ok(offered(`${k3s}|`).includes('etcd-snapshot-retention'));
		assert.ok(!offered(`${k3s}|`).includes('cluster-init'));
		assert.ok(offered(k3s.replace('- quota-backend-bytes=8589934592', '- snap|')).includes('snapshot-count'));
		assert.deepEqual(offered(k3s.replace('- quota-backend-bytes=8589934592', '- log-level=w|')).slice(0, 2), [
			'debug',
			'info',
		]);
		assert.ok(offered(`${talos}      |\n`).includes('quota-backend-bytes'));
		assert.ok(offered('etcd_deployment_type: host\netcd_data_dir: /d\netcd_|').includes('etcd_quota_backend_bytes'));
		assert.ok(offered(pod.replace('ETCD_QUOTA_BACKEND_BYTES', 'ETCD_|')).includes('ETCD_SNAPSHOT_COUNT'));
		assert.deepEqual(offered(pod.replace('[etcd,', '[nginx,').replace('ETCD_QUOTA_BACKEND_BYTES', 'ETCD_|')), []);
	});
});
