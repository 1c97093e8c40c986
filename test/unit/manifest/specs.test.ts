import assert from 'node:assert/strict';
import { specsOf } from '../../../src/manifest/index.ts';
import { etcdPod, setOf } from './sample.ts';

describe('specsOf', () => {
	it('tells name, version and flags of a static pod', () => {
		const pod = etcdPod('--name=cp-1', '"--cors=a=b"', '--max-txn-ops', '"128"', '--pre-vote', '-auth-ttl', '-1');
		assert.deepEqual(specsOf(setOf({ pod })), [
			{
				document: 'pod',
				component: 'etcd',
				memberName: 'cp-1',
				version: '3.6.8',
				flags: { name: 'cp-1', cors: 'a=b', 'max-txn-ops': '128', 'pre-vote': 'true', 'auth-ttl': '-1' },
			},
		]);
	});

	it('marks files beside which other flags may be set', () => {
		const files = {
			pod: etcdPod('--name=a'),
			conf: 'name: a\ninitial-cluster: x\n',
			pointer: etcdPod('--config-file=/etc/etcd.conf.yml'),
			unit: '[Service]\nEnvironmentFile=/etc/etcd.env\nExecStart=/usr/bin/etcd\n',
			env: 'ETCD_NAME=a\nETCD_INITIAL_CLUSTER=x\n',
		};
		const partial = specsOf(setOf(files)).filter(spec => spec.isPartial);
		assert.deepEqual(
			partial.map(spec => spec.document),
			['pointer', 'unit', 'env'],
		);
	});

	it('reads versions from tags, and none from what is no version', () => {
		const versions = {
			'quay.io/coreos/etcd:v3.5.16': '3.5.16',
			'localhost:5000/etcd:3.6.8-0@sha256:00': '3.6.8',
			'localhost:5000/etcd': undefined,
			'etcd:latest': undefined,
			'etcd@sha256:00': undefined,
		};
		for (const [image, version] of Object.entries(versions)) {
			const pod = etcdPod().replace('registry.k8s.io/etcd:3.6.8-0', JSON.stringify(image));
			assert.equal(specsOf(setOf({ pod }))[0]?.version, version, image);
		}
	});

	it('tells what kubeadm is given, numbers as they are written, for no member in particular', () => {
		const k = [
			'apiVersion: kubeadm.k8s.io/v1beta3',
			'kind: ClusterConfiguration',
			'kubernetesVersion: v1.30.4',
			'etcd:',
			'  local: {dataDir: /a, imageTag: 3.5.15-0, serverCertSANs: [x], extraArgs: {name: n, quota-backend-bytes: 0x10}}',
		].join('\n');
		const [etcd, server] = specsOf(setOf({ k }));
		assert.deepEqual(etcd, {
			document: 'k',
			component: 'etcd',
			version: '3.5.15',
			isPartial: true,
			flags: { 'data-dir': '/a', name: 'n', 'quota-backend-bytes': '0x10' },
		});
		assert.equal(server?.version, '1.30.4');
	});

	it('turns keys of a config file into the flags they stand for', () => {
		const config = [
			'name: cp-2',
			'initial-cluster: x',
			'corrupt-check-time: 14400000000000',
			'log-outputs: [stderr, /a]',
			'client-transport-security: {client-cert-auth: true, trusted-ca-file: /c}',
			'peer-transport-security: {trusted-ca-file: /p, allowed-hostname: [h, i]}',
		].join('\n');
		const [spec] = specsOf(setOf({ config }));
		assert.equal(spec?.memberName, 'cp-2');
		assert.deepEqual(spec?.flags, {
			name: 'cp-2',
			'initial-cluster': 'x',
			'corrupt-check-time': '14400s',
			'log-outputs': 'stderr,/a',
			'client-cert-auth': 'true',
			'trusted-ca-file': '/c',
			'peer-trusted-ca-file': '/p',
			'peer-cert-allowed-hostname': 'h,i',
		});
	});

	it('reads units over several lines and environment files with quotes', () => {
		const unit =
			'[Service]\nEnvironment="ETCD_NAME=a" ETCD_CORS=x\nExecStart=@-/opt/etcd \\\n# no flag: --fake=1\n  --data-dir "/a b" \\\n  --pre-vote\n';
		const env = 'ETCD_NAME=\'b\'\r\nETCD_INITIAL_CLUSTER="b=http://b:2380"\r\n# ETCD_DATA_DIR=/x\r\n';
		assert.deepEqual(
			specsOf(setOf({ unit, env })).map(spec => spec.flags),
			[
				{ name: 'a', cors: 'x', 'data-dir': '/a b', 'pre-vote': 'true' },
				{ name: 'b', 'initial-cluster': 'b=http://b:2380' },
			],
		);
	});

	it('tells nothing that may be secret', () => {
		const flags = [
			'--initial-cluster-token=CANARY',
			'--discovery=https://discovery.etcd.io/CANARY',
			'--discovery-password=CANARY',
			'--auth-token=jwt,priv-key=CANARY',
			'--listen-client-urls=https://user:CANARY@10.0.0.1:2379,https://CANARY@b:1',
			'--name=cp-1',
		];
		const env = flags.map(
			flag =>
				`ETCD_${flag
					.slice(2)
					.replace('=', '\n')
					.replace(/^[^\n]*/, name => name.toUpperCase().replaceAll('-', '_'))
					.replace('\n', '=')}`,
		);
		const specs = specsOf(setOf({ pod: etcdPod(...flags), env: env.join('\n') }));
		assert.equal(specs.length, 2);
		assert.doesNotMatch(JSON.stringify(specs), /CANARY/);
		for (const spec of specs) {
			assert.equal(spec.flags['listen-client-urls'], 'https://10.0.0.1:2379,https://b:1');
		}
	});
});
