import assert from 'node:assert/strict';
import { mended } from './mended.ts';

const pod = (...words: readonly string[]) =>
	`apiVersion: v1\nkind: Pod\nmetadata:\n  name: etcd\nspec:\n  hostNetwork: true\n  containers:\n    - name: etcd\n      image: registry.k8s.io/etcd:3.6.5-0\n      command:\n        - etcd\n${words.map(word => `        - ${word}\n`).join('')}`;

const cluster = (...lines: readonly string[]) =>
	`apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.0\n${lines.map(line => `${line}\n`).join('')}`;

const apiServer = (...words: readonly string[]) =>
	`apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\nspec:\n  hostNetwork: true\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.36.0\n      command:\n        - kube-apiserver\n${words.map(word => `        - ${word}\n`).join('')}`;

describe('fixes of experimental flags', () => {
	it('make a feature gate of one in a static pod', () => {
		assert.equal(
			mended(pod('--experimental-initial-corrupt-check=true # why', '--name=a'), 'etcd-flag-deprecated'),
			pod('--feature-gates=InitialCorruptCheck=true # why', '--name=a'),
		);
	});

	it('add it to the gates that are there, in their quotes', () => {
		assert.equal(
			mended(
				pod(`'--feature-gates=LeaseCheckpoint=true' # ours`, '--experimental-initial-corrupt-check=false', '--name=a'),
				'etcd-flag-deprecated',
			),
			pod(`'--feature-gates=LeaseCheckpoint=true,InitialCorruptCheck=false' # ours`, '--name=a'),
		);
	});

	it('only take the flag away where the gate says the same, and leave both where it says the opposite', () => {
		const both = (gate: string) =>
			pod(`--feature-gates=InitialCorruptCheck=${gate}`, '--experimental-initial-corrupt-check=true');
		assert.equal(mended(both('true'), 'etcd-flag-deprecated'), pod('--feature-gates=InitialCorruptCheck=true'));
		assert.equal(mended(both('false'), 'etcd-flag-deprecated'), undefined);
	});

	it('merge in lists and in maps of arguments', () => {
		const head = ['etcd:', '  local:', '    extraArgs:'];
		assert.equal(
			mended(
				cluster(
					...head,
					'      - name: feature-gates',
					'        value: "LeaseCheckpoint=true"',
					'      - name: experimental-compact-hash-check-enabled # slow',
					'        value: "true"',
				),
				'etcd-flag-deprecated',
			),
			cluster(
				...head,
				'      - name: feature-gates',
				'        value: "LeaseCheckpoint=true,CompactHashCheck=true"',
				'        # slow',
			),
		);
		const old = (text: string) => text.replace('v1beta4', 'v1beta3');
		assert.equal(
			mended(
				old(
					cluster(
						...head,
						'      feature-gates: LeaseCheckpoint=true',
						'      experimental-compact-hash-check-enabled: "true"',
					),
				),
				'etcd-flag-deprecated',
			),
			old(cluster(...head, '      feature-gates: LeaseCheckpoint=true,CompactHashCheck=true')),
		);
	});

	it('merge in a file of etcd, by the version that no longer knows the key', () => {
		const file = (...lines: readonly string[]) =>
			[
				'name: a',
				'data-dir: /d',
				'listen-client-urls: http://a:1',
				'advertise-client-urls: http://a:1',
				...lines,
				'',
			].join('\n');
		assert.equal(
			mended(
				file('feature-gates: "LeaseCheckpoint=true"', 'experimental-initial-corrupt-check: true'),
				'etcd-key-unknown',
				{ etcd: '3.7.1' },
			),
			file('feature-gates: "LeaseCheckpoint=true,InitialCorruptCheck=true"'),
		);
		assert.equal(
			mended(file('experimental-initial-corrupt-check: true'), 'etcd-key-unknown', { etcd: '3.7.1' }),
			file('feature-gates: InitialCorruptCheck=true'),
		);
		assert.equal(
			mended(file('experimental-compaction-batch-limit: 500'), 'etcd-flag-deprecated', { etcd: '3.6.5' }),
			file('compaction-batch-limit: 500'),
		);
	});
});

describe('fixes of certificates without keys', () => {
	it('write the missing file behind the other, in its form', () => {
		assert.equal(
			mended(pod('"--cert-file=/pki/server.crt" # ours', '--name=a'), 'etcd-certificate-without-key'),
			pod('"--cert-file=/pki/server.crt" # ours', '"--key-file=/pki/server.key"', '--name=a'),
		);
		assert.equal(
			mended(
				apiServer('--etcd-keyfile=/pki/etcd-key.pem', '--etcd-servers=https://a:2379'),
				'apiserver-etcd-certificate-without-key',
			),
			undefined,
		);
		assert.equal(
			mended(
				apiServer('--etcd-keyfile=/pki/etcd.key', '--etcd-servers=https://a:2379'),
				'apiserver-etcd-certificate-without-key',
			),
			apiServer('--etcd-keyfile=/pki/etcd.key', '--etcd-certfile=/pki/etcd.crt', '--etcd-servers=https://a:2379'),
		);
	});

	it('write them between brackets and into sections', () => {
		const flow = pod().replace('command:\n        - etcd\n', 'command: ["etcd", "--peer-cert-file=/pki/peer.crt"]\n');
		assert.equal(
			mended(flow, 'etcd-certificate-without-key'),
			flow.replace('"]', '", "--peer-key-file=/pki/peer.key"]'),
		);
		const file =
			'name: a\ndata-dir: /d\ninitial-cluster: a=https://a:2380\nlisten-peer-urls: https://a:2380\npeer-transport-security:\n  cert-file: /pki/cert.pem\n';
		assert.equal(
			mended(
				pod('--name=a')
					.replace('- --name=a\n', '- --feature-gates=A=true\n')
					.replace(
						'command:\n        - etcd\n        - --feature-gates=A=true',
						'command: [etcd, --feature-gates=LeaseCheckpoint=true, --experimental-initial-corrupt-check=true]',
					),
				'etcd-flag-deprecated',
			),
			pod().replace(
				'command:\n        - etcd\n',
				'command: [etcd, "--feature-gates=LeaseCheckpoint=true,InitialCorruptCheck=true"]\n',
			),
		);
		assert.equal(mended(file, 'etcd-certificate-without-key'), `${file}  key-file: /pki/key.pem\n`);
	});

	it('call the files of an external etcd as the one that is there, or not at all', () => {
		const external = (...lines: readonly string[]) =>
			cluster('etcd:', '  external:', '    endpoints: [https://10.0.0.1:2379]', ...lines.map(line => `    ${line}`));
		assert.equal(
			mended(external('caFile: /etcd/ca.pem', 'certFile: /etcd/client.crt'), 'etcd-external-incomplete'),
			external('caFile: /etcd/ca.pem', 'certFile: /etcd/client.crt', 'keyFile: /etcd/client.key'),
		);
		assert.equal(mended(external('certFile: /etcd/client.crt'), 'etcd-external-incomplete'), undefined);
		assert.equal(
			mended(external('certFile: /etc/kubernetes/pki/apiserver-etcd-client.crt'), 'etcd-external-incomplete'),
			external(
				'certFile: /etc/kubernetes/pki/apiserver-etcd-client.crt',
				'keyFile: /etc/kubernetes/pki/apiserver-etcd-client.key',
				'caFile: /etc/kubernetes/pki/etcd/ca.crt',
			),
		);
	});
});

describe('fixes of URLs', () => {
	it('add the scheme and the port that etcd listens on', () => {
		const files = ['--cert-file=/a.crt', '--key-file=/a.key'];
		assert.equal(
			mended(pod(...files, '--advertise-client-urls=10.0.0.1'), 'etcd-value-invalid'),
			pod(...files, '--advertise-client-urls=https://10.0.0.1:2379'),
		);
		assert.equal(
			mended(pod('--initial-advertise-peer-urls=http://10.0.0.1,http://[::1]:2380'), 'etcd-value-invalid'),
			pod('"--initial-advertise-peer-urls=http://10.0.0.1:2380,http://[::1]:2380"'),
		);
		assert.equal(mended(pod('--listen-metrics-urls=127.0.0.1:2381'), 'etcd-value-invalid'), undefined);
	});

	it('add them where the API server looks for etcd', () => {
		const files = ['--etcd-cafile=/ca.crt', '--etcd-certfile=/a.crt', '--etcd-keyfile=/a.key'];
		assert.equal(
			mended(apiServer('--etcd-servers=10.0.0.1,https://10.0.0.2:2379', ...files), 'apiserver-etcd-servers-invalid'),
			apiServer('--etcd-servers=https://10.0.0.1:2379,https://10.0.0.2:2379', ...files),
		);
		const endpoint = (url: string) => cluster('etcd:', '  external:', '    endpoints:', `      - ${url} # first`);
		assert.equal(
			mended(endpoint('"https://[fd00::1]"'), 'etcd-endpoint-doubtful'),
			endpoint('"https://[fd00::1]:2379"'),
		);
	});
});

describe('fixes of documents that hold comments alone', () => {
	it('take the separator, and leave the comment to its neighbour', () => {
		const documents = [cluster(), '# of nobody\n', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n'];
		const [first = '', comment = '', second = ''] = documents;
		const after = mended(documents.join('---\n'), 'kind-missing');
		assert.ok([`${first}${comment}---\n${second}`, `${first}---\n${comment}${second}`].includes(after ?? ''), after);
	});
});
