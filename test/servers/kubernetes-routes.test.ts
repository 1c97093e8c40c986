import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { LiveCluster } from '../../src/app/kubernetes/live-cluster.ts';
import { defaultSettings } from '../../src/core/check.ts';
import { diagnose, quorum, verdictOf, type JsonReport } from '../support/command-line.ts';
import { startKubeApiServer, type Creatable, type KubeApiServer } from '../support/kube-apiserver.ts';
import { startKubelet, type KubeletDouble } from '../support/kubelet-double.ts';
import { controlPlaneOf, grantOf } from '../support/quorum-kubernetes.ts';

const portOf = (url: string | undefined): number => Number(new URL(url ?? '').port);
const names = ['cp-1', 'cp-2', 'cp-3'];

describe('The ways to etcd through a real API server', function () {
	this.timeout(180_000);
	let server: KubeApiServer;
	let kubelet: KubeletDouble;

	before(async () => {
		const users = ['reader', 'keyless'];
		server = await startKubeApiServer({ etcd: { size: 3, names, tls: true, metricsUrls: true }, users });
		kubelet = await startKubelet(server.pki);
		const { pki, members } = server.etcd;
		assert.ok(pki);
		for (const member of members) {
			const { clientUrl, metricsUrl, name, binaries } = member;
			const flags = [
				...[`--advertise-client-urls=${clientUrl}`, `--listen-client-urls=${clientUrl}`],
				`--listen-metrics-urls=${metricsUrl}`,
				...[`--cert-file=${pki.server.cert}`, `--key-file=${pki.server.key}`, `--trusted-ca-file=${pki.ca.cert}`],
			];
			await server.createAll(controlPlaneOf(name, { kubeletPort: kubelet.port, etcdFlags: flags }));
			const ports = [portOf(clientUrl), portOf(metricsUrl)];
			kubelet.pods.set(`etcd-${name}`, {
				ports: Object.fromEntries(ports.map(port => [port, port])),
				commands: { etcdctl: binaries.etcdctl },
			});
		}
	});
	after(async () => {
		await kubelet?.close();
		await server?.close();
	});

	const run = (route: string, ...args: string[]) =>
		diagnose(['--kubeconfig', server.kubeconfig(), '--route', route, '--window', '0', ...args]);
	const passed = (report: JsonReport, check: string) => {
		const verdict = verdictOf(report, check);
		assert.equal(verdict.verdict, 'passed', JSON.stringify(verdict));
	};

	it('metrics: fetches metrics and health of each member without a certificate', async () => {
		const { report } = await run('metrics');
		passed(report, 'etcd/slow-wal-fsync');
		passed(report, 'etcd/proposals-pending');
		assert.match(verdictOf(report, 'etcd/no-leader').reason ?? '', /Only the route "exec"/);
		assert.deepEqual(kubelet.ran, []);
	});

	it('exec: runs etcdctl without a shell, and nothing that writes', async () => {
		const { report } = await run('exec');
		assert.deepEqual(
			report.members.map(({ name, reachable }) => [name, reachable]).sort(),
			names.map(name => [name, true]),
		);
		[
			'etcd/no-leader',
			'etcd/member-lists-differ',
			'etcd/alarm-nospace',
			'etcd/data-differs',
			'etcd/slow-wal-fsync',
		].forEach(check => passed(report, check));
		const spoken = new Set(kubelet.ran.map(argv => argv.filter(word => !word.startsWith('--')).join(' ')));
		assert.deepEqual([...spoken].sort(), [
			...['etcdctl alarm list', 'etcdctl endpoint hashkv', 'etcdctl endpoint health', 'etcdctl endpoint status'],
			'etcdctl member list',
		]);
	});

	it('direct: asks etcd itself, with certificates that the user names', async () => {
		const { tls } = server.etcd;
		assert.ok(tls);
		const { report } = await run('direct', '--cacert', tls.ca, '--cert', tls.cert, '--key', tls.key);
		['etcd/no-leader', 'etcd/certificate-expires', 'etcd/client-auth-off', 'etcd/data-differs'].forEach(check =>
			passed(report, check),
		);
	});

	it('tells of one member whose node hangs, and of the others all the same', async () => {
		const whole = kubelet.pods.get('etcd-cp-2');
		assert.ok(whole);
		kubelet.pods.set('etcd-cp-2', { hangs: true });
		try {
			const { report, ms } = await run('exec', '--timeout', '4s');
			assert.deepEqual(report.members.map(({ name, reachable }) => [name, reachable]).sort(), [
				...[
					['cp-1', true],
					['cp-2', false],
					['cp-3', true],
				],
			]);
			// That the way into its pod is closed says nothing of the member.
			const { verdict, reason } = verdictOf(report, 'etcd/member-unreachable');
			assert.equal(verdict, 'unknown');
			assert.match(reason ?? '', /cp-2.*No answer in time/);
			assert.ok(ms < 12_000, `${ms} ms`);
		} finally {
			kubelet.pods.set('etcd-cp-2', whole);
		}
	});

	it('tells of a port that nobody serves, and of a pod without etcdctl', async () => {
		const whole = kubelet.pods.get('etcd-cp-1');
		assert.ok(whole);
		kubelet.pods.set('etcd-cp-1', {});
		try {
			const { report } = await run('exec');
			assert.match(verdictOf(report, 'etcd/slow-wal-fsync').reason ?? '', /could not reach the port in the pod/);
			const { verdict, reason } = verdictOf(report, 'etcd/member-unreachable');
			assert.equal(verdict, 'unknown');
			assert.match(reason ?? '', /executable file not found/);
		} finally {
			kubelet.pods.set('etcd-cp-1', whole);
		}
	});

	it('recognises that the kubelet refuses the API server itself', async () => {
		kubelet.refusing = true;
		try {
			const { report } = await run('exec');
			const seen = JSON.stringify([
				verdictOf(report, 'etcd/slow-wal-fsync'),
				verdictOf(report, 'etcd/member-unreachable'),
			]);
			assert.match(seen, /ClusterRoleBinding kubeadm:apiserver-kubelet-client is missing/);
		} finally {
			kubelet.refusing = false;
		}
	});

	it('is refused with a role that grants exactly what is missing, and is let in once it is granted', async () => {
		await server.createAll(
			grantOf('reader', [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }]),
		);
		const climb = () =>
			diagnose(['--kubeconfig', server.kubeconfig({ user: 'reader' }), '--route', 'exec', '--window', '0']);
		const before = (await climb()).report;
		assert.match(
			verdictOf(before, 'etcd/slow-wal-fsync').reason ?? '',
			/Needs .* create pods\/portforward in kube-system\./,
		);
		assert.match(verdictOf(before, 'etcd/no-leader').reason ?? '', /Needs .* create pods\/exec in kube-system\./);
		for (const document of parseAllDocuments(before.missingRole ?? '')) {
			// What is printed is meant to be applied as it is.
			await server.create(document.toJS() as Creatable);
		}
		const { report } = await climb();
		passed(report, 'etcd/slow-wal-fsync');
		passed(report, 'etcd/no-leader');
		assert.equal(report.missingRole, undefined);
	});

	describe('direct, with a certificate that is made', () => {
		const option = '--make-client-certificate';
		const made = (user: string, ...args: string[]) => [
			...[
				'--kubeconfig',
				server.kubeconfig({ user }),
				'--workload',
				'fleet/prod',
				'--route',
				'direct',
				'--window',
				'0',
			],
			...args,
		];
		const { stringify } = JSON;

		before(async () => {
			const { pki } = server.etcd;
			assert.ok(pki);
			const inMemory = readFileSync(server.kubeconfig({ name: 'inside' }), 'utf8').replace(
				/certificate-authority: (.*)/,
				(_, file: string) => `certificate-authority-data: ${readFileSync(file).toString('base64')}`,
			);
			const secret = (name: string, fields: Readonly<Record<string, string>>): Creatable => ({
				apiVersion: 'v1',
				kind: 'Secret',
				metadata: { name, namespace: 'fleet' },
				data: Object.fromEntries(
					Object.entries(fields).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
				),
			});
			await server.createAll([
				{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'fleet' } },
				...grantOf('keyless', [
					{ apiGroups: [''], resources: ['secrets'], resourceNames: ['prod-kubeconfig'], verbs: ['get'] },
				]),
			]);
			await server.createAll([
				secret('prod-kubeconfig', { value: inMemory }),
				secret('prod-etcd', {
					'tls.crt': readFileSync(pki.ca.cert, 'utf8'),
					'tls.key': readFileSync(pki.ca.key, 'utf8'),
				}),
			]);
		});

		it('asks etcd itself, says what was made, and keeps no key', async () => {
			const file = join(server.dir, 'made.json');
			const { report } = await diagnose(made('admin', option, '--record', file));
			['etcd/no-leader', 'etcd/certificate-expires', 'etcd/client-auth-off', 'etcd/data-differs'].forEach(check =>
				passed(report, check),
			);
			assert.match(stringify(report.notes), /valid for 10 minutes, .* with the key in the secret fleet\/prod-etcd\./);
			assert.doesNotMatch(readFileSync(file, 'utf8') + stringify(report), /PRIVATE KEY|BEGIN CERTIFICATE/);
		});

		it('serves a cluster of the sidebar too, by way of the cluster that manages it', async () => {
			const host = {
				env: {},
				isTrusted: false,
				timeoutMs: 20_000,
				keepsEvents: () => false,
				onMessage: () => undefined,
				onChange: () => undefined,
			};
			const manager = new LiveCluster('', { file: server.kubeconfig(), context: 'admin' }, host);
			const prod = new LiveCluster('', { manager, workload: { namespace: 'fleet', name: 'prod' } }, host);
			try {
				const options = { timeoutMs: 10_000, windowMs: 0, deep: false, settings: defaultSettings };
				const only = ['etcd/client-auth-off'];
				const route = { route: 'direct', makeCertificate: true, only } as const;
				const signal = AbortSignal.timeout(60_000);
				const quiet = { signal, progress: () => undefined, bug: (error: unknown) => assert.fail(String(error)) };
				const run = await prod.diagnose([], { ...options, ...route }, quiet);
				assert.deepEqual(run?.report.verdicts, [{ check: only[0], verdict: { kind: 'passed' } }]);
			} finally {
				[prod, manager].forEach(cluster => cluster.close());
			}
		});

		it('makes none unasked, by half a command line, or for whoever may not read the authority', async () => {
			const unasked = await diagnose(made('admin'));
			assert.match(
				verdictOf(unasked.report, 'etcd/client-auth-off').reason ?? '',
				/needs a client certificate of etcd/,
			);
			const half = await quorum(['diagnose', '--kubeconfig', server.kubeconfig(), '--route', 'direct', option]);
			assert.equal(half.code, 2);
			assert.match(half.stderr, /goes with --workload and --route direct/);
			const { report } = await diagnose(made('keyless', option));
			assert.match(
				verdictOf(report, 'etcd/client-auth-off').reason ?? '',
				/Needs the permission to get secrets in fleet\./,
			);
			assert.match(report.missingRole ?? '', /resourceNames: \["prod-etcd"\]/);
		});
	});

	it('keeps no key and no token in a recording of the longest way', async () => {
		const { tls } = server.etcd;
		assert.ok(tls);
		const file = join(server.dir, 'run.json');
		await run('direct', '--cacert', tls.ca, '--cert', tls.cert, '--key', tls.key, '--record', file);
		assert.doesNotMatch(readFileSync(file, 'utf8'), /admin-token|PRIVATE KEY/);
		const { report } = await diagnose(['--replay', file]);
		passed(report, 'etcd/no-leader');
	});
});
