import assert from 'node:assert/strict';
import { completionsAt, type Completion } from '../../../src/language/completion.ts';
import type { Targets } from '../../../src/core/facts.ts';
import { etcdPod } from '../manifest/sample.ts';
import { cluster, marked } from './file-of.ts';

function offered(source: string, targets: Targets = {}): readonly Completion[] {
	const { text, offset } = marked(source);
	return completionsAt({ path: 'f.yaml', text }, offset, targets)?.items ?? [];
}

const labels = (source: string, targets?: Targets) => offered(source, targets).map(({ label }) => label);

/** The text after the completion with this label was taken. */
function taken(source: string, label: string): string {
	const { text, offset } = marked(source);
	const { range, items } = completionsAt({ path: 'f.yaml', text }, offset, {}) ?? assert.fail('nothing is offered');
	const item = items.find(each => each.label === label) ?? assert.fail(items.map(each => each.label).join());
	return text.slice(0, range.start) + item.insert + text.slice(range.end);
}

describe('The completion', () => {
	it('offers the fields of the place that are not there yet', () => {
		const text = cluster('v1beta4', 'networking:', '  dnsDomain: a', '  p|');
		assert.deepEqual(labels(text), ['serviceSubnet', 'podSubnet']);
		assert.match(taken(text, 'podSubnet'), /\n {2}dnsDomain: a\n {2}podSubnet: \n/);
		assert.deepEqual(labels(cluster('v1beta4', 'networking: {podSubnet: a, |}')), ['serviceSubnet', 'dnsDomain']);
		assert.deepEqual(labels(cluster('v1beta4', 'networking:', '  |')), ['serviceSubnet', 'podSubnet', 'dnsDomain']);
	});

	it('offers what the version has', () => {
		const top = (version: string) => labels(cluster(version, 'cert|'));
		assert.ok(top('v1beta4').includes('certificateValidityPeriod'));
		assert.ok(top('v1beta3').includes('certificatesDir') && !top('v1beta3').includes('certificateValidityPeriod'));
	});

	it('opens maps and lists below their key', () => {
		assert.match(taken(cluster('v1beta4', 'netw|'), 'networking'), /\nnetworking:\n {2}\n/);
		assert.match(
			taken(cluster('v1beta4', 'etcd:', '  local:', '    serv|'), 'serverCertSANs'),
			/serverCertSANs:\n {6}- \n/,
		);
	});

	it('offers fields in the items of a list', () => {
		const text = cluster('v1beta4', 'apiServer:', '  extraVolumes:', '  - name: a', '    |');
		assert.deepEqual(labels(text), ['hostPath', 'mountPath', 'readOnly', 'pathType']);
		assert.ok(labels(cluster('v1beta4', 'apiServer:', '  extraVolumes:', '  - |')).includes('hostPath'));
	});

	it('offers the values of a field', () => {
		const init = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n';
		assert.deepEqual(labels(`${init}nodeRegistration:\n  imagePullPolicy: |\n`), ['Always', 'IfNotPresent', 'Never']);
		assert.deepEqual(labels(`${init}nodeRegistration:\n  imagePullPolicy: "Al|"\n`), [
			'Always',
			'IfNotPresent',
			'Never',
		]);
		assert.deepEqual(labels(`${init}dryRun: t|\n`), ['true', 'false']);
		assert.ok(labels(`${init}skipPhases:\n- addon/|\n`).includes('addon/kube-proxy'));
		assert.ok(labels(`${init}skipPhases: [|]\n`).includes('preflight'));
		assert.ok(labels(`${init}nodeRegistration:\n  ignorePreflightErrors:\n    - S|\n`).includes('Swap'));
		assert.match(taken(`${init}skipPhases:\n- addon/|\n`, 'addon/coredns'), /\n- addon\/coredns\n/);
	});

	it('offers the feature gates of the Kubernetes that the file is for', () => {
		const gates = (version: string) =>
			labels(cluster('v1beta4', `kubernetesVersion: ${version}`, 'featureGates:', '  |'));
		assert.ok(gates('v1.36.2').includes('NodeLocalCRISocket') && !gates('v1.36.2').includes('EtcdLearnerMode'));
		assert.ok(gates('v1.30.0').includes('EtcdLearnerMode'));
	});

	it('offers the flags that the version of etcd has, in a command', () => {
		const of = (image: string) => labels(etcdPod('--name=m0', '--|').replace('3.6.8-0', image));
		assert.ok(of('3.6.8-0').includes('--feature-gates') && !of('3.6.8-0').includes('--enable-v2'));
		assert.ok(of('3.5.16-0').includes('--enable-v2') && !of('3.5.16-0').includes('--feature-gates'));
		assert.ok(!of('3.6.8-0').includes('--name') && !of('3.6.8-0').includes('--cluster-active-size'));
		const old = offered(etcdPod('--experimental-|')).find(({ label }) => label === '--experimental-corrupt-check-time');
		assert.equal(old?.isDeprecated, true);
		assert.match(taken(etcdPod('--quota|'), '--quota-backend-bytes'), /\n {4}- --quota-backend-bytes=\n/);
		assert.match(taken(etcdPod('"--quota|"'), '--quota-backend-bytes'), /\n {4}- "--quota-backend-bytes="\n/);
	});

	it('offers the values of a flag, of a list those of the next item', () => {
		assert.deepEqual(labels(etcdPod('--initial-cluster-state=|')), ['new', 'existing']);
		assert.match(taken(etcdPod('--initial-cluster-state=n|'), 'existing'), /--initial-cluster-state=existing\n/);
		const gates = etcdPod('--feature-gates=InitialCorruptCheck=true,Comp|');
		assert.match(taken(gates, 'CompactHashCheck=true'), /=InitialCorruptCheck=true,CompactHashCheck=true\n/);
		assert.ok(!labels(etcdPod('--feature-gates=|')).includes('PriorityRequest=true'));
		assert.ok(labels(etcdPod('--feature-gates=|').replace('3.6.8', '3.7.0')).includes('PriorityRequest=true'));
	});

	it('offers arguments in the form that the version has', () => {
		const list = cluster('v1beta4', 'etcd:', '  local:', '    extraArgs:', '      |');
		assert.match(taken(list, 'quota-backend-bytes'), /\n {6}- name: quota-backend-bytes\n {8}value: \n/);
		const name = cluster('v1beta4', 'etcd:', '  local:', '    extraArgs:', '    - name: quo|');
		assert.match(taken(name, 'quota-backend-bytes'), /- name: quota-backend-bytes\n/);
		const map = cluster('v1beta3', 'etcd:', '  local:', '    extraArgs:', '      quo|');
		assert.match(taken(map, 'quota-backend-bytes'), /\n {6}quota-backend-bytes: \n/);
		assert.ok(labels(cluster('v1beta4', 'apiServer:', '  extraArgs:', '  - name: |')).includes('etcd-servers'));
		assert.deepEqual(
			labels(
				cluster(
					'v1beta4',
					'etcd:',
					'  local:',
					'    extraArgs:',
					'    - name: initial-cluster-state',
					'      value: |',
				),
			),
			['new', 'existing'],
		);
		assert.deepEqual(
			labels(cluster('v1beta3', 'etcd:', '  local:', '    extraArgs:', '      initial-cluster-state: "|"')),
			['new', 'existing'],
		);
	});

	it("offers the keys of etcd's own file", () => {
		const file = 'name: m0\nlisten-client-urls: http://127.0.0.1:2379\n';
		assert.ok(labels(`${file}quo|\n`).includes('quota-backend-bytes'));
		assert.ok(!labels(`${file}na|\n`).includes('name'));
		assert.ok(labels(`${file}client-transport-security:\n  |\n`).includes('client-cert-auth'));
		assert.deepEqual(labels(`${file}log-level: |\n`), ['debug', 'info', 'warn', 'error', 'panic', 'fatal']);
		assert.ok(labels(`${file}ex|\n`, { etcd: '3.5' }).includes('experimental-corrupt-check-time'));
		assert.ok(!labels(`${file}ex|\n`, { etcd: '3.7' }).includes('experimental-corrupt-check-time'));
	});

	it('offers versions, and the kinds that a version has', () => {
		assert.ok(labels('apiVersion: kube|\n').includes('kubeadm.k8s.io/v1beta4'));
		assert.ok(labels('apiVersion: kubeadm.k8s.io/v1beta4\nkind: |\n').includes('ResetConfiguration'));
		assert.ok(!labels('kind: |\napiVersion: kubeadm.k8s.io/v1beta3\n').includes('ResetConfiguration'));
		assert.deepEqual(labels('apiVersion: kubeadm.k8s.io/v1beta4\nkind: A\n---\nkind: |\n'), []);
	});

	it('offers nothing in comments, behind a colon, and in files of others', () => {
		for (const text of [
			cluster('v1beta4', '# net|'),
			cluster('v1beta4', 'networking:|'),
			'services:\n  we|\n',
			'a: {{ if .b }}\nlisten-client-urls: |\n',
			'|',
		]) {
			assert.deepEqual(labels(text), [], text);
		}
	});

	it('works within YAML that stands in YAML', () => {
		const inner = cluster('v1beta4', 'networking:', '  po§').replace(/^/gm, '    ');
		const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config}\ndata:\n  ClusterConfiguration: ';
		const text = `${head}!\n${inner}`;
		const offset = text.indexOf('§');
		const plain = text.replace('§', '').replace('!', '|');
		const items = completionsAt({ path: 'f.yaml', text: plain }, offset, {})?.items ?? [];
		assert.ok(items.some(({ label }) => label === 'podSubnet'));
	});
});
