import assert from 'node:assert/strict';
import { etcdPod, flag, found } from './sample.ts';

const kubeadm = (body: string) =>
	`apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.2\n${body}`;
const cp1 = etcdPod('--name=cp-1', '--data-dir=/a');
const cp2 = etcdPod('--name=cp-2', '--quota-backend-bytes=2');

describe('locate', () => {
	it('takes the file of the member, even where another file sets the flag', () => {
		assert.equal(found(flag('quota-backend-bytes', 'cp-2'), { cp1, cp2 }), 'cp2:11:7-30 --quota-backend-bytes=2');
		assert.equal(found(flag('quota-backend-bytes', 'cp-1'), { cp1, cp2 }), 'cp1:9:7-11 etcd?');
	});

	it('goes through the preferences in the best file alone', () => {
		const flags = flag(['quota-backend-bytes', 'data-dir'], 'cp-1');
		assert.equal(found(flags, { cp2, cp1 }), 'cp1:11:7-20 --data-dir=/a');
	});

	it('takes any file of the component where no member is named, first one that sets it', () => {
		assert.equal(found(flag('quota-backend-bytes'), { cp1, cp2 }), 'cp2:11:7-30 --quota-backend-bytes=2');
	});

	it('never takes a file that names another member', () => {
		assert.equal(found(flag('data-dir', 'cp-3'), { cp1, cp2 }), 'nowhere');
		const config = kubeadm('etcd: {local: {dataDir: /b}}');
		assert.equal(found(flag('data-dir', 'cp-3'), { cp1, config }), 'config:4:16-27 dataDir: /b');
	});

	it('takes a file whose name of the member is still to be filled in', () => {
		const pod = etcdPod('--name=$(NODE_NAME)', '--data-dir=/a');
		assert.equal(found(flag('data-dir', 'cp-3'), { cp1, pod }), 'pod:11:7-20 --data-dir=/a');
	});

	it('prefers the running text of a member to what all share, and a manifest to a dump of the live pod', () => {
		const config = kubeadm('etcd: {local: {extraArgs: [{name: data-dir, value: /b}]}}');
		const dump = etcdPod('--name=cp-1', '--data-dir=/a').replace('name: etcd,', 'name: etcd, uid: "1",');
		assert.equal(found(flag('data-dir', 'cp-1'), { config, dump, cp1 }), 'cp1:11:7-20 --data-dir=/a');
		assert.equal(found(flag('data-dir', 'cp-1'), { config, dump }), 'dump:11:7-20 --data-dir=/a');
	});

	it('takes a config file of the member before the ClusterConfiguration, and any other after it', () => {
		const config = kubeadm('etcd: {local: {dataDir: /b}}');
		const own = 'name: cp-1\ninitial-cluster: x\ndata-dir: /c\n';
		const shared = 'log-level: info\ninitial-cluster: x\ndata-dir: /c\n';
		assert.equal(found(flag('data-dir', 'cp-1'), { config, own }), 'own:3:1-13 data-dir: /c');
		assert.equal(found(flag('data-dir', 'cp-1'), { shared, config }), 'config:4:16-27 dataDir: /b');
		assert.equal(found(flag('data-dir', 'cp-1'), { shared }), 'shared:3:1-13 data-dir: /c');
	});

	it('takes a ClusterConfiguration before a KubeadmControlPlane, that before K3s, and K3s before a config file', () => {
		const plane = [
			'apiVersion: controlplane.cluster.x-k8s.io/v1beta1',
			'kind: KubeadmControlPlane',
			'spec: {kubeadmConfigSpec: {clusterConfiguration: {etcd: {local: {extraArgs: {cors: a}}}}}}',
		].join('\n');
		const k3s = 'cluster-init: true\netcd-arg: [cors=a]\n';
		const shared = 'log-level: info\ninitial-cluster: x\ncors: a\n';
		assert.equal(found(flag('cors'), { shared, k3s, plane, config: kubeadm('etcd: {}') }), 'config:4:1-5 etcd?');
		assert.equal(found(flag('cors'), { shared, k3s, plane }), 'plane:3:78-85 cors: a');
		assert.equal(found(flag('cors'), { shared, k3s }), 'k3s:2:12-18 cors=a');
	});

	it('falls to the deepest key on the way to a flag that is not set', () => {
		const absent = flag('quota-backend-bytes');
		assert.equal(found(absent, { k: kubeadm('etcd:\n  local:\n    extraArgs: []\n') }), 'k:6:5-14 extraArgs?');
		assert.equal(found(absent, { k: kubeadm('etcd:\n  local:\n    dataDir: /a\n') }), 'k:5:3-8 local?');
		assert.equal(found(absent, { k: kubeadm('etcd:\n') }), 'k:4:1-5 etcd?');
		assert.equal(found(absent, { k: kubeadm('') }), 'k:2:1-5 kind?');
	});

	it('says nothing of etcd where kubeadm uses one from outside', () => {
		const k = kubeadm('etcd:\n  external:\n    endpoints: [https://10.0.0.1:2379]\n');
		assert.equal(found(flag('data-dir'), { k }), 'nowhere');
		assert.equal(found({ kind: 'image', component: 'kube-apiserver' }, { k }), 'k:3:20-27 v1.36.2');
	});

	it('marks of a value over several lines the key alone', () => {
		const k = kubeadm('etcd:\n  local:\n    extraArgs:\n      cors: |-\n        a,\n        b\n');
		assert.equal(found(flag('cors'), { k }), 'k:7:7-11 cors');
	});

	it('finds flags in a command line that a shell is given', () => {
		const pod = etcdPod().replace(
			'    - etcd\n',
			'    - /bin/sh\n    - -ec\n    - |\n      umask 77\n      exec /bin/etcd --name "cp 1" \\\n        --cors=\'a b\'\n',
		);
		assert.equal(found(flag('name'), { pod }), 'pod:13:22-28 --name');
		assert.equal(found(flag('cors', 'cp 1'), { pod }), "pod:14:9-21 --cors='a b'");
		const folded = etcdPod().replace('    - etcd\n', '    command: [sh, -c, "exec etcd \\u002d-cors=\\"a\\" --x"]\n');
		assert.equal(found(flag('cors'), { pod: folded }), 'pod:9:34-51 \\u002d-cors=\\"a\\"');
	});

	it('follows YAML inside quoted YAML as well as JSON escapes allow', () => {
		const inner = kubeadm('etcd:\n  local:\n    dataDir: "/b"\n');
		const json = JSON.stringify({ kind: 'ConfigMap', data: { ClusterConfiguration: inner } }, undefined, '\t');
		const column = (json.split('\n')[3] ?? '').indexOf('dataDir') + 1;
		assert.equal(found(flag('data-dir'), { json }), `json:4:${column}-${column + 15} dataDir: \\"/b\\"`);
	});

	it('follows YAML inside text whose lines are folded', () => {
		const folded = `kind: ConfigMap\ndata:\n  ClusterConfiguration: >\n    apiVersion: kubeadm.k8s.io/v1beta4\n\n    kind: ClusterConfiguration\n\n    etcd: {local: {dataDir: /b}}\n`;
		assert.equal(found(flag('data-dir'), { folded }), 'folded:8:20-31 dataDir: /b');
	});

	it('finds fields by their path, and of equal keys the one that is meant', () => {
		const files = { f: cp1, k: 'kind: Other\n---\n' + kubeadm('etcd: {}\netcd: {local: {}}\n') };
		const field = (document: string, path: readonly (string | number)[], part: 'key' | 'value', occurrence?: number) =>
			found({ kind: 'field', document, path, part, ...(occurrence !== undefined && { occurrence }) }, files);
		assert.equal(field('f', ['spec', 'containers', 0, 'image'], 'value'), 'f:7:12-40 registry.k8s.io/etcd:3.6.8-0');
		assert.equal(field('f', ['spec', 'containers', 0, 'image'], 'key'), 'f:7:5-10 image');
		assert.equal(field('f', ['spec', 'volumes', 0], 'value'), 'f:4:1-5 spec?');
		assert.equal(field('k#2', ['etcd'], 'key', 0), 'k:6:1-5 etcd');
		assert.equal(field('k#2', ['etcd'], 'key'), 'k:7:1-5 etcd');
		assert.equal(field('elsewhere', ['etcd'], 'key'), 'nowhere');
	});
});
