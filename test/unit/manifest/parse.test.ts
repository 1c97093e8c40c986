import assert from 'node:assert/strict';
import { problemsOf, specsOf } from '../../../src/manifest/index.ts';
import { etcdPod, flag, found, setOf } from './sample.ts';

const pod = etcdPod('--name=cp-1', '--data-dir=/a');

describe('parseFiles', () => {
	it('counts lines and columns alike with CRLF, CR and a byte order mark', () => {
		for (const f of [pod.replaceAll('\n', '\r\n'), `\uFEFF${pod}`, `\uFEFF---\r\n${pod}`.replaceAll('\r\n', '\n')]) {
			const line = f.includes('---') ? 12 : 11;
			assert.equal(found(flag('data-dir'), { f }), `f:${line}:7-20 --data-dir=/a`);
		}
		const json = '\uFEFF{"kind":"Pod","spec":{"containers":[{"command":["etcd","--name=a"]}]}}';
		assert.equal(found(flag('name'), { json }), 'json:1:56-66 "--name=a"');
	});

	it('counts columns in UTF-16 units', () => {
		const f = etcdPod('--name=cp-1').replace('- --name', '- &𝔞 --name');
		assert.equal(found(flag('name'), { f }), 'f:10:11-22 --name=cp-1');
	});

	it('reads JSON with tabs, lists in lists and KYAML', () => {
		const one = { kind: 'Pod', spec: { containers: [{ command: ['etcd'], args: ['--name', 'a'] }] } };
		const list = { kind: 'List', items: [{ kind: 'PodList', items: [one] }, one] };
		const specs = specsOf(setOf({ 'a.json': JSON.stringify(list, undefined, '\t') }));
		assert.deepEqual(
			specs.map(each => [each.document, each.memberName]),
			[
				['a.json', 'a'],
				['a.json#2', 'a'],
			],
		);
	});

	it('takes the last of duplicate keys and flags', () => {
		const f = `${etcdPod('--name=a', '--name=b')}    command: [etcd, --name=c, --name=d]\n`;
		assert.deepEqual(
			specsOf(setOf({ f })).map(spec => spec.memberName),
			['d'],
		);
		assert.equal(found(flag('name'), { f }), 'f:12:31-39 --name=d');
	});

	it('keeps on with broken YAML, and says where it breaks', () => {
		const f = `${pod}    image: [\n`;
		assert.equal(found(flag('data-dir', 'cp-1'), { f }), 'f:11:7-20 --data-dir=/a');
		const problems = problemsOf(setOf({ f }));
		assert.deepEqual(
			problems.map(({ kind, line }) => [kind, line]),
			[['invalid', 13]],
		);
	});

	it('reads the good documents of a file beside a broken one', () => {
		const f = `a: [\n---\n${pod}`;
		assert.deepEqual(
			specsOf(setOf({ f })).map(spec => spec.memberName),
			['cp-1'],
		);
	});

	it('leaves templates alone, and only templates', () => {
		const templates = [
			`{{- if .Values.etcd }}\n${pod}{{- end }}\n`,
			`${pod}# {% for x in y %}\n`,
			`${pod}    resources: {{ toYaml .Values.etcd | nindent 4 }}\n    x: {{ y\n`,
			`${pod}%{ if tls }\n%{ endif }\n`,
			`${pod}<% if tls %>\n`,
			`#@ load("@ytt:data", "data")\n---\n${pod}`,
			`${pod}    resources: {limits: ${'${LIMITS}'}}\n`,
			`${pod}    resources: @LIMITS@\n`,
		];
		for (const f of templates) {
			const set = setOf({ f });
			assert.deepEqual(problemsOf(set), [{ path: 'f', kind: 'template' }], f);
			assert.deepEqual(specsOf(set), []);
		}
		const broken = `${pod}    resources: {limits: [\n# {{ not a gap\n`;
		assert.deepEqual(
			problemsOf(setOf({ broken })).map(({ kind }) => kind),
			['invalid'],
		);
		const jinja = etcdPod("'--name={{ ds.meta_data.local_hostname }}'", '--data-dir=/a');
		const [spec] = specsOf(setOf({ jinja }));
		assert.equal(spec?.memberName, undefined);
		assert.equal(spec?.flags['data-dir'], '/a');
	});

	it('does not take the names of files for what is in them', () => {
		const files = {
			'etcd.yaml': 'etcd:\n  image: registry.k8s.io/etcd:3.6.8-0\n  name: etcd\n',
			'kubeadm.yaml': '- hosts: etcd\n  tasks:\n  - name: kubeadm init\n',
			'docker-compose.yml': 'name: etcd\nservices: {etcd: {command: etcd --name=a}}\ninitial-cluster: x\n',
			'config.yaml': 'data-dir: /var/lib/rancher/k3s\nname: etcd\nkubelet-arg: [etcd=1]\n',
			'kubeadm-join.yaml': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\n',
			'crd.yaml': 'apiVersion: example.org/v1\nkind: EtcdCluster\nname: a\ninitial-cluster: x\n',
			'backup.yaml': 'kind: Pod\nspec: {containers: [{name: etcd-backup, command: [etcdctl, --name=x]}]}\n',
			'x.service': '[Service]\nExecStart=/usr/bin/etcdctl --name=x\n',
			'x.env': 'ETCD_NAME=a\n',
			empty: '',
		};
		const set = setOf(files);
		assert.deepEqual(specsOf(set), []);
		assert.deepEqual(problemsOf(set), []);
	});

	it('does not try what nests or repeats beyond reason', () => {
		const started = performance.now();
		for (const f of ['['.repeat(1_000_000), '? '.repeat(500_000), '- '.repeat(500_000), '- *a\n'.repeat(200_000)]) {
			const [problem] = problemsOf(setOf({ f: `etcd: 1\n---\n${f}` }));
			assert.equal(problem?.kind, 'unreadable');
			assert.notEqual(problem.reason, undefined);
		}
		assert.ok(performance.now() - started < 1500);
	});

	it('survives aliases of nothing, of themselves and beyond number', () => {
		const lol = [
			'a: &a {x: etcd}',
			...'bcdefghij'.split('').map((key, index) => {
				const of = 'abcdefghi'[index];
				return `${key}: &${key} {<<: [${Array(9).fill(`*${of}`).join(', ')}]}`;
			}),
			'kind: Pod\nspec: *j',
			'',
		].join('\n');
		const self = 'kind: Pod\nspec: &s {<<: *s, containers: [*nothing, &c {<<: [*c, *s], command: [etcd, *nothing]}]}\n';
		// Its own time: a machine that others keep busy says nothing of it.
		const started = process.cpuUsage();
		assert.deepEqual(specsOf(setOf({ lol })), []);
		assert.equal(specsOf(setOf({ self })).length, 1);
		assert.ok(process.cpuUsage(started).user < 1_000_000);
	});

	it('is quick with large files', () => {
		const large = etcdPod(...Array.from({ length: 30_000 }, (_, index) => `--flag-${index}=some-value`));
		const other = 'a: 1\n'.repeat(200_000);
		const started = performance.now();
		assert.equal(found(flag('flag-29999'), { other, large }).split(' ')[1], '--flag-29999=some-value');
		assert.ok(performance.now() - started < 5000);
	});
});
