import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, quorum, verdictOf } from '../support/command-line.ts';
import { startKubeApiServer, type KubeApiServer } from '../support/kube-apiserver.ts';
import { controlPlaneOf, grantOf } from '../support/quorum-kubernetes.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';

describe('quorum diagnose --kubeconfig', function () {
	this.timeout(180_000);
	let server: KubeApiServer;
	const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }];
	const pages = [{ nonResourceURLs: ['/livez', '/readyz', '/metrics', '/version'], verbs: ['get'] }];

	before(async () => {
		server = await startKubeApiServer({ users: ['reader', 'nobody', 'nodes-only'] });
		await server.createAll([
			...controlPlaneOf('cp-1'),
			...grantOf('reader', [...everything, ...pages]),
			...grantOf('nodes-only', [{ apiGroups: [''], resources: ['nodes'], verbs: ['list'] }]),
		]);
	});
	after(() => server?.close());

	const run = (user: string, ...args: string[]) =>
		diagnose(['--kubeconfig', server.kubeconfig({ user }), '--window', '0', ...args]);

	it('climbs no higher than it is told, and says which step would tell more', async () => {
		const { report, code } = await run('reader');
		assert.notEqual(code, 2);
		assert.equal(report.cluster.name, 'reader');
		assert.match(verdictOf(report, 'etcd/no-leader').reason ?? '', /Only the route "exec" tells it/);
		assert.match(verdictOf(report, 'etcd/slow-wal-fsync').reason ?? '', /Only the route "metrics" tells it/);
	});

	it('asks first whether it may enter a pod, and names what is missing', async () => {
		const { report } = await run('reader', '--route', 'exec');
		const needs = (subresource: string) => `Needs the permission to create pods/${subresource} in kube-system.`;
		assert.equal(verdictOf(report, 'etcd/no-leader').reason, needs('exec'));
		assert.equal(verdictOf(report, 'etcd/slow-wal-fsync').reason, needs('portforward'));
		const { stdout } = await quorum([
			'diagnose',
			'--kubeconfig',
			server.kubeconfig({ user: 'reader' }),
			'--window',
			'0',
			'--route',
			'exec',
		]);
		assert.match(stdout, /kind: RoleBinding\nmetadata:\n {2}name: quorum-\w+\n {2}namespace: kube-system/);
		assert.match(stdout, /resources: \["pods\/exec", "pods\/portforward"\], resourceNames: \["etcd-cp-1"\]/);
		assert.match(stdout, / {2}name: reader\n/);
	});

	it('names each list that is denied, and has no other reason to be unknown', async () => {
		const { report } = await run('nobody');
		const reasons = new Set(report.verdicts.map(({ reason = '' }) => reason));
		assert.ok(reasons.has('Needs the permission to list pods in all namespaces.'), [...reasons].join('\n'));
		// Version, health, certificate and clock are told to everybody.
		const passed = report.verdicts.filter(({ verdict }) => verdict === 'passed').map(({ check }) => check);
		assert.deepEqual(
			passed.filter(
				check => !/api-server-(loses-etcd|not-ready|certificate-expires|certificate-mismatch)$|clock-skew$/.test(check),
			),
			[],
		);
	});

	it('says in one sentence why it could not begin', async () => {
		const failed = async (...args: string[]) => {
			const { code, stderr } = await quorum(['diagnose', ...args]);
			assert.equal(code, 2, stderr);
			return stderr;
		};
		const wrong = server.kubeconfig({ name: 'wrong', token: 'wrong' });
		assert.match(await failed('--kubeconfig', wrong), /does not accept these credentials \(HTTP 401\)/);
		const closed = server.kubeconfig({ name: 'closed', server: 'https://127.0.0.1:1' });
		assert.match(await failed('--kubeconfig', closed), /https:\/\/127\.0\.0\.1:1: No TCP connection/);
		assert.match(await failed('--kubeconfig', server.kubeconfig(), '--context', 'x'), /no context "x"\. Known: admin/);
		assert.match(await failed('--kubeconfig', '/nowhere'), /cannot be read/);
		const etcd = server.kubeconfig({ name: 'etcd', server: server.etcd.member(0).clientUrl });
		assert.match(await failed('--kubeconfig', etcd), /does not answer as an API server|HTTP 404/);
	});

	it('holds a file of kubeadm against the ConfigMap that the API server tells, on the line', async () => {
		const dir = makeTempDir('kubeadm');
		const file = join(dir, 'kubeadm.yaml');
		const cluster = (subnet: string) =>
			`apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: ${subnet}\n`;
		const metadata = { name: 'kubeadm-config', namespace: 'kube-system' };
		await server.createAll([
			{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { ClusterConfiguration: cluster('10.0.0.0/16') } },
		]);
		const differs = async (user: string) =>
			verdictOf((await run(user, '--manifests', file)).report, 'kubernetes/kubeadm-file-differs');
		try {
			writeFileSync(file, cluster('10.244.0.0/16'));
			const [finding] = (await differs('reader')).findings ?? [];
			assert.match(finding?.message ?? '', /networking.podSubnet: 10.0.0.0\/16; the file says 10.244.0.0\/16/);
			assert.deepEqual([finding?.location?.line, finding?.location?.column], [4, 14]);
			assert.equal((await differs('nobody')).verdict, 'unknown');
			writeFileSync(file, cluster('10.0.0.0/16'));
			assert.equal((await differs('reader')).verdict, 'passed');
		} finally {
			removeTempDir(dir);
		}
	});

	it('costs one time-out where the API server hangs', async () => {
		const file = server.kubeconfig();
		server.pause();
		try {
			const { code, stderr, ms } = await quorum(['diagnose', '--kubeconfig', file, '--timeout', '2s']);
			assert.equal(code, 2);
			assert.match(stderr, /No answer in time/);
			assert.ok(ms < 4500, `${ms} ms`);
		} finally {
			server.resume();
		}
	});
});
