import assert from 'node:assert/strict';
import { hoverAt } from '../../../src/language/hover.ts';
import { etcdPod } from '../manifest/sample.ts';
import { cluster, fileOf, marked } from './file-of.ts';

/** The marked word, and what is said of it in one line. */
function hovered(source: string, targets = {}): string {
	const { file, text, offset } = marked(source);
	const hover = hoverAt(file, offset, targets);
	return hover === undefined
		? 'nothing'
		: `${text.slice(hover.range.start, hover.range.end)}: ${hover.paragraphs.join(' / ')}`;
}

const quota =
	/^.*`--quota-backend-bytes` · etcd · whole number \/ How large the database may grow;.*`8589934592` is 8 GiB\. \/ Default: `0`\.$/;

describe('The hover', () => {
	it('tells of a field on its key and on its value', () => {
		for (const line of ['  pod|Subnet: 10.244.0.0/16', '  podSubnet: 10.2|44.0.0/16']) {
			assert.match(
				hovered(cluster('v1beta4', 'networking:', line)),
				/`networking\.podSubnet` · text \/ The addresses of pods;/,
			);
		}
	});

	it('tells of a flag in a command, in a list and in a map of arguments, on name and value', () => {
		for (const text of [
			etcdPod('--quota-back|end-bytes=8589934592'),
			etcdPod('"--quota-backend-bytes=85|89934592"'),
			etcdPod('--quota-backe|nd-bytes', '"8589934592"'),
			cluster('v1beta3', 'etcd:', '  local:', '    extraArgs:', '      quota-|backend-bytes: "8589934592"'),
			cluster('v1beta3', 'etcd: {local: {extraArgs: {quota-backend-bytes: "8589|934592"}}}'),
			cluster('v1beta4', 'etcd: {local: {extraArgs: [{name: quota-b|ackend-bytes, value: "8589934592"}]}}'),
			cluster('v1beta4', 'etcd: {local: {extraArgs: [{name: quota-backend-bytes, value: "85|89934592"}]}}'),
		]) {
			assert.match(hovered(text), quota, text);
		}
	});

	it('says how long a flag has been there, and what took its place', () => {
		assert.match(
			hovered(etcdPod('--experimental-compact-hash-che|ck-enabled=true')),
			/Since etcd 3\.5\.5\. Deprecated since etcd 3\.6\. Gone with etcd 3\.7.*`--feature-gates=CompactHashCheck=true`/,
		);
		assert.match(hovered(etcdPod('--enable|-v2=true')), /⚠ etcd 3\.6\.8 does not know it\./);
		assert.doesNotMatch(hovered(etcdPod('--na|me=m0')), /Since|⚠/);
	});

	it('says in which versions a field is', () => {
		assert.match(hovered(cluster('v1beta2', 'use|HyperKubeImage: true')), /Gone with v1beta3\./);
		assert.match(
			hovered(cluster('v1beta4', 'encryption|Algorithm: RSA-2048')),
			/Values: .*`ECDSA-P384`\. \/ Since v1beta4\./,
		);
		assert.match(
			hovered(cluster('v1beta4', 'etcd: {external: {http|Endpoints: []}}')),
			/Since v1beta4\. Since Kubernetes 1\.35\./,
		);
		assert.match(
			hovered('apiVersion: kubeadm.k8s.io/v1be|ta3\nkind: ClusterConfiguration\n'),
			/Refused from Kubernetes 1\.37 on\./,
		);
	});

	it('tells nanoseconds of etcd in its file from durations on its command line', () => {
		const file = 'name: m0\nlisten-client-urls: http://127.0.0.1:2379\ngrpc-keepalive-|interval: 7200000000000\n';
		assert.match(hovered(file), /· etcd · nanoseconds .*`7200000000000` is 2 h\. \/ Default: `2h`\./);
	});

	it('tells of the flags of other components', () => {
		const pod = etcdPod('--x=y').replace('- etcd\n', '- kube-apiserver\n').replaceAll('etcd,', 'kube-apiserver,');
		assert.match(
			hovered(pod.replace('--x=y', '--etcd-comp|action-interval=0')),
			/· kube-apiserver .*forget old revisions.*Default: `5m0s`\./,
		);
		const text = cluster('v1beta4', 'apiServer: {extraArgs: [{name: audit-log-m|axage, value: "30"}]}');
		assert.match(hovered(text), /`--audit-log-maxage` · kube-apiserver/);
	});

	it('says when a flag of the API server, or a gate of kubeadm, went away', () => {
		const pod = 'apiVersion: v1\nkind: Pod\nspec: {containers: [{command: [kube-apiserver, --insecure-port=0]}]}\n';
		assert.match(hovered(pod.replace('--insecure', '--ins|ecure')), /Gone with Kubernetes 1\.24/);
		const gates = cluster('v1beta4', 'featureGates:', '  Core|DNS: true');
		assert.match(hovered(gates), /Since Kubernetes 1\.9\. Refused from Kubernetes 1\.18 on/);
	});

	it('finds its place in YAML inside YAML', () => {
		const inner = cluster('v1beta4', 'networking:', '  dnsDomain: cluster.local').replace(/^/gm, '    ');
		const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config}\ndata:\n';
		const text = `${head}  ClusterConfiguration: |\n${inner}`;
		const hover = hoverAt(fileOf(text), text.indexOf('dnsDomain') + 3, {});
		assert.match(hover?.paragraphs[0] ?? '', /`networking\.dnsDomain`/);
		assert.equal(text.slice(hover?.range.start, hover?.range.end), 'dnsDomain');
	});

	it('tells of what of kubeadm stands in the documents of Cluster API', () => {
		const head = 'apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: {name: a}\n';
		const of = (lines: string) =>
			hovered(`${head}spec:\n  version: v1.34.1\n  kubeadmConfigSpec:\n    clusterConfiguration:\n${lines}`);
		assert.match(of('      etcd: {local: {data|Dir: /var/lib/etcd}}\n'), /The folder on the host in which etcd keeps/);
		assert.match(of('      etcd: {local: {extraArgs: {quota-backend-|bytes: "8589934592"}}}\n'), /is 8 GiB/);
	});

	it('says nothing of what it does not know', () => {
		assert.equal(hovered('a: b|c\n'), 'nothing');
		assert.equal(hovered(cluster('v1beta4', 'no|such: 1')), 'nothing');
		assert.equal(hovered(cluster('v1beta4', 'networking: |')), 'nothing');
		assert.equal(hovered(etcdPod('--no-such|-flag=1')), 'nothing');
		assert.equal(hovered(etcdPod('--name=m0').replace('kind: Pod', '|kind: Pod')), 'nothing');
	});
});
