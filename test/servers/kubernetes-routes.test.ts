import assert from 'node:assert/strict';
import { join } from 'node:path';
import { diagnose, verdictOf, type JsonReport } from '../support/command-line.ts';
import { startKubeApiServer, type KubeApiServer } from '../support/kube-apiserver.ts';
import { startKubelet, type KubeletDouble } from '../support/kubelet-double.ts';
import { controlPlaneOf } from '../support/quorum-kubernetes.ts';

const portOf = (url: string | undefined): number => Number(new URL(url ?? '').port);
const names = ['cp-1', 'cp-2', 'cp-3'];

describe('The ways to etcd through a real API server', function () {
	this.timeout(180_000);
	let server: KubeApiServer;
	let kubelet: KubeletDouble;

	before(async () => {
		server = await startKubeApiServer({ etcd: { size: 3, names, tls: true, metricsUrls: true } });
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

	it('keeps no key and no token in a recording of the longest way', async () => {
		const { tls } = server.etcd;
		assert.ok(tls);
		const file = join(server.dir, 'run.json');
		await run('direct', '--cacert', tls.ca, '--cert', tls.cert, '--key', tls.key, '--record', file);
		const { readFileSync } = await import('node:fs');
		assert.doesNotMatch(readFileSync(file, 'utf8'), /admin-token|PRIVATE KEY/);
		const { report } = await diagnose(['--replay', file]);
		passed(report, 'etcd/no-leader');
	});
});
