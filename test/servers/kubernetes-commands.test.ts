import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LiveCluster, type LiveHost, type LiveSource } from '../../src/app/kubernetes/live-cluster.ts';
import { kubernetesResources } from '../../src/core/kubernetes-resources.ts';
import type { KubeObject } from '../../src/core/kubernetes.ts';
import { clusterApiObjectOf, referenceTo } from '../support/cluster-api-objects.ts';
import { quorum, verdictOf, type JsonReport } from '../support/command-line.ts';
import { startKubeApiServer, type Creatable, type KubeApiServer } from '../support/kube-apiserver.ts';
import { startQuorum } from '../support/started-command.ts';
import { KubeStage, type Staged } from '../support/kube-stage.ts';
import { now } from '../support/facts.ts';
import { kubeEventOf, namespacedOf, podOf, staticPodOf } from '../support/kubernetes-objects.ts';
import { grantOf } from '../support/quorum-kubernetes.ts';

describe('quorum events, quorum capi and workload clusters', function () {
	this.timeout(180_000);
	let server: KubeApiServer;
	const read = (...resources: string[]) => [{ apiGroups: ['*'], resources, verbs: ['get', 'list'] }];

	before(async () => {
		server = await startKubeApiServer({ users: ['reader', 'events-only', 'nobody'] });
		await new KubeStage(server).define(staged());
		await server.createAll([
			...['fleet', 'team'].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
			...grantOf('reader', read('*')),
			...grantOf('events-only', read('events')),
		]);
		await server.createAll([
			eventOf('web-1', 'BackOff', 'Back-off restarting failed container', 4),
			eventOf('web-2', 'BackOff', 'Back-off restarting failed container', 3),
			eventOf('web-1', 'Pulled', 'Container image is here', 1),
			eventOf('web-1', 'Failed', 'pulling from https://robot:geheim@registry.example/web', 2),
			{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'w-1' } },
		]);
		await new KubeStage(server).put([['pods', [staticPodOf('etcd', 'w-1')]]]);
		await new KubeStage(server).put(staged());
	});
	after(() => server?.close());

	const run = (user: string, command: readonly string[], ...more: string[]) =>
		quorum([...command, '--kubeconfig', server.kubeconfig({ user }), ...more]);

	describe('events', () => {
		const events = ['events'];

		it('puts together what tells the same of the same, in text', async () => {
			const { stdout, stderr, code } = await run('reader', events, '--reason', 'BackOff');
			assert.equal(code, 0, stderr);
			assert.match(stdout, /^Events of reader, /);
			assert.match(stdout, /×4 .*Pod\/team\/web-1 +BackOff/);
			assert.match(stdout, /2 rows, 7 events/);
		});

		it('says the same in JSON, and keeps to the filter', async () => {
			const { stdout } = await run('reader', events, '--object', 'pod/web-1', '--format', 'json');
			// The shape is what is tested.
			const report = JSON.parse(stdout) as { readonly cluster: string; readonly events: readonly Counted[] };
			assert.equal(report.cluster, 'reader');
			assert.deepEqual(report.events.map(({ reason, count }) => [reason, count]).sort(), [
				['BackOff', 4],
				['Failed', 2],
				['Pulled', 1],
			]);
		});

		it('makes a table and a tree that an issue can hold', async () => {
			const table = await run('reader', events, '--reason', 'BackOff', '--format', 'markdown');
			assert.match(table.stdout, /\| error \| ×4 \| \d+s \| `Pod\/team\/web-1` \| `BackOff` \| Back-off restarting/);
			const tree = await run('reader', ['capi', 'describe', 'prod', '--format', 'markdown']);
			assert.match(tree.stdout, /^# Cluster\/prod\n.*```text\nNAME .*Machine\/cp-1.*```\n$/s);
		});

		it('ends with 1 only where it was told to fail', async () => {
			assert.equal((await run('reader', events, '--fail-on', 'warning')).code, 1);
			assert.equal((await run('reader', events, '--fail-on', 'warning', '--reason', 'Pulled')).code, 0);
		});

		it('makes rows of what it was told to, and leaves out other kinds', async () => {
			const { stdout } = await run('reader', events, '--by', 'pattern', '--category', 'runtime');
			assert.match(stdout, /×7 .*Pod team +BackOff +2 objects/);
			assert.match(stdout, /2 rows, 9 events/);
		});

		it('says what a row has to do with what is wrong', async () => {
			const { stdout } = await run('reader', events, '--node', 'w-1', '--reason', 'BackOff');
			assert.match(
				stdout,
				/web-1 +BackOff.*\n.*\n +↳ on the node w-1: Node\/w-1 has never told.*\[kubernetes\/node-not-ready\]/,
			);
		});

		it('keeps a history for the owner alone, and counts on where the API server has forgotten', async () => {
			const state = join(server.dir, 'state');
			const kept = (...more: string[]) =>
				quorum([...events, '--kubeconfig', server.kubeconfig({ user: 'reader' }), ...more], { XDG_STATE_HOME: state });
			assert.match((await kept('--history', '--reason', 'Failed')).stdout, /×2 .*web-1 +Failed/);
			const [file = ''] = readdirSync(join(state, 'quorum', 'events'));
			const path = join(state, 'quorum', 'events', file);
			assert.equal(statSync(path).mode & 0o777, 0o600);
			assert.doesNotMatch(readFileSync(path, 'utf8'), /geheim/);
			await server.request('DELETE', '/api/v1/namespaces/team/events/web-1.failed');
			assert.match((await kept('--reason', 'Failed')).stdout, /No event fits/);
			assert.match((await kept('--history', '--reason', 'Failed')).stdout, /×2 .*web-1 +Failed/);
			// The same event with a higher count adds what it grew by; told once more, it adds nothing.
			await server.request('PATCH', '/api/v1/namespaces/team/events/web-2.backoff', { count: 5 });
			await kept('--history');
			assert.match((await kept('--history', '--reason', 'BackOff')).stdout, /2 rows, 9 events/);
		});

		it('keeps the same history in the sidebar, where somebody wants it', async () => {
			const source = { file: server.kubeconfig({ user: 'reader' }), context: 'reader' };
			const env = { XDG_STATE_HOME: join(server.dir, 'sidebar-state') };
			const seen = async (keeps: boolean, told: readonly KubeObject[], at: number) => {
				const live = new LiveCluster('', source, { ...liveHost, env, keepsEvents: () => keeps });
				await live.connect();
				const kept = await live.keptEvents(told, at);
				live.close();
				return kept.map(({ reason, count }) => `${reason} ${count}`);
			};
			const told = [kubeEventOf('BackOff', podOf('web'), 'it crashes', { count: 6 })];
			assert.deepEqual(await seen(false, told, now), []);
			assert.equal(existsSync(env.XDG_STATE_HOME), false);
			assert.deepEqual(await seen(true, told, now), ['BackOff 6']);
			const hours = 3 * 3_600_000;
			assert.deepEqual(await seen(true, [], now + hours), ['BackOff 6']);
			assert.deepEqual(await seen(true, [], now + 100 * hours), []);
		});

		it('shows what a plugin says while it waits, and ends with it when it is interrupted', async () => {
			const started = join(server.dir, 'waiting');
			const file = server.kubeconfig({
				name: 'waiting',
				userLines: [
					'exec:',
					'  apiVersion: client.authentication.k8s.io/v1',
					'  command: sh',
					`  args: ["-c", "echo $$ > ${started}; echo open https://login.example >&2; exec sleep 300"]`,
				],
			});
			const { child, ended } = startQuorum(['events', '--kubeconfig', file], {});
			await new Promise(resolve => child.stderr?.once('data', resolve));
			child.kill('SIGINT');
			const { code, stderr } = await ended;
			assert.equal(code, 2);
			assert.equal(stderr, 'open https://login.example\nquorum: Interrupted.\n');
			// It leads a group of its own, which went with it.
			const plugin = Number(readFileSync(started, 'utf8'));
			assert.throws(() => process.kill(plugin, 0), /ESRCH/);
		});

		it('names what it may not list: without events it ends, without owners it says so', async () => {
			const denied = await run('nobody', events);
			assert.equal(denied.code, 2);
			assert.match(denied.stderr, /Needs the permission to list events in all namespaces\./);
			const { stdout, code } = await run('events-only', events);
			assert.equal(code, 0);
			assert.match(stdout, /web-1 +BackOff/);
			assert.match(stdout, /! .*Needs the permission to list pods in all namespaces\./);
		});
	});

	describe('capi describe', () => {
		const describeProd = ['capi', 'describe', 'prod'];

		it('draws what belongs to a cluster', async () => {
			const { stdout, stderr, code } = await run('reader', describeProd);
			assert.equal(code, 0, stderr);
			assert.match(stdout, /^NAME +/);
			assert.match(stdout, /Cluster\/prod +.*Available: False +NotAvailable/);
			assert.match(stdout, /├─ControlPlane - KubeadmControlPlane\/prod-cp/);
			assert.match(stdout, /Machine\/cp-1 .*Ready: True/);
		});

		it('says the same in JSON', async () => {
			const { stdout, code } = await run('reader', describeProd, '--format', 'json', '--namespace', 'fleet');
			assert.equal(code, 0);
			// The shape is what is tested.
			const { clusters } = JSON.parse(stdout) as {
				readonly clusters: readonly { label: string; children: Labelled[] }[];
			};
			assert.equal(clusters[0]?.label, 'Cluster/prod');
			assert.ok(clusters[0].children.some(({ label }) => label === 'ControlPlane - KubeadmControlPlane/prod-cp'));
		});

		it('draws the tree though the workload cluster cannot be entered, and says why', async () => {
			const { stdout, code } = await run('reader', [...describeProd, '--workload']);
			assert.equal(code, 0);
			assert.match(stdout, /Machine\/cp-1/);
			assert.match(stdout, /! The workload cluster fleet\/prod could not be looked into: There is no secret/);
		});

		it('writes Markdown to a file, and ends with 1 only where it was told to fail', async () => {
			const file = join(server.dir, 'prod.md');
			const { stdout, code } = await run(
				'reader',
				describeProd,
				'--fail-on',
				'error',
				'--format',
				'markdown',
				'--output',
				file,
			);
			assert.deepEqual([stdout, code], ['', 1]);
			assert.match(readFileSync(file, 'utf8'), /^# Cluster\/prod\n[^]*```text\nNAME +[^]*├─ControlPlane/);
		});

		it('ends with 2 where the cluster is not there, or may not be seen', async () => {
			const unknown = await run('reader', ['capi', 'describe', 'other']);
			assert.equal(unknown.code, 2);
			assert.match(unknown.stderr, /There is no Cluster "other"\. Known: fleet\/prod\./);
			const denied = await run('nobody', describeProd);
			assert.equal(denied.code, 2);
			assert.match(denied.stderr, /Needs the permission to list clusters\.cluster\.x-k8s\.io in all namespaces\./);
		});
	});

	describe('diagnose --manifests', () => {
		it('puts what it finds on the line of the file that governs it, whatever the kind', async () => {
			const folder = join(server.dir, 'manifests');
			mkdirSync(folder);
			writeFileSync(
				join(folder, 'cluster.yaml'),
				`# of the fleet
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlane
metadata: {name: prod-cp, namespace: fleet}
spec:
  replicas: 2
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata:
  name: prod
`,
			);
			writeFileSync(
				join(folder, 'web.yaml'),
				`apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec:
  minAvailable: 1
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec:
  storageClassName: gone
`,
			);
			const checks = ['cluster-api/control-plane-replicas', 'cluster-api/cluster-not-available'].concat(
				['configuration-missing', 'disruption-budget-blocks', 'storage-class-missing'].map(
					each => `kubernetes/${each}`,
				),
			);
			const only = checks.flatMap(check => ['--check', check]);
			const { stdout, stderr } = await run(
				'reader',
				['diagnose', '--manifests', folder, '--window', '0', '--format', 'json'],
				...only,
			);
			// The shape is what is tested.
			const report = JSON.parse(stdout) as JsonReport;
			const places = checks.map(check => {
				const [finding] = verdictOf(report, check).findings ?? [];
				return `${basename(finding?.location?.file ?? stderr)}:${finding?.location?.line}`;
			});
			assert.deepEqual(places, ['cluster.yaml:6', 'cluster.yaml:11', 'web.yaml:4', 'web.yaml:10', 'web.yaml:16']);
		});
	});

	describe('diagnose --workload', () => {
		const secretOf = (name: string, kubeconfig: string): Creatable => ({
			apiVersion: 'v1',
			kind: 'Secret',
			metadata: { name: `${name}-kubeconfig`, namespace: 'fleet' },
			type: 'cluster.x-k8s.io/secret',
			data: { value: Buffer.from(kubeconfig).toString('base64') },
		});
		const workload = (user: string, name: string) =>
			run(user, ['diagnose', '--workload', name, '--window', '0'], '--format', 'json');

		before(async () => {
			const inMemory = readFileSync(server.kubeconfig({ name: 'inside', user: 'admin' }), 'utf8').replace(
				/certificate-authority: (.*)/,
				(_, file: string) => `certificate-authority-data: ${readFileSync(file).toString('base64')}`,
			);
			const withFile = inMemory.replace(/token: .*/, 'tokenFile: /etc/hostname');
			const started = join(server.dir, 'started');
			const withPlugin = inMemory.replace(/token: .*/, `exec: {command: touch, args: [${started}]}`);
			await server.createAll([secretOf('prod', inMemory), secretOf('file', withFile), secretOf('plugin', withPlugin)]);
		});

		it('enters the cluster by the kubeconfig in the secret, and not by that of the user', async () => {
			const { stdout, stderr, code } = await workload('reader', 'fleet/prod');
			assert.notEqual(code, 2, stderr);
			// The shape is what is tested.
			const report = JSON.parse(stdout) as JsonReport;
			assert.equal(report.cluster.name, 'fleet/prod');
			// The reader may read no page of metrics; who is in the secret may.
			assert.notEqual(verdictOf(report, 'kubernetes/etcd-calls-slow').verdict, 'unknown');
			assert.ok(!stdout.includes('admin-token'));
		});

		it('shows in the tree what is under each Machine', async () => {
			const { stdout, stderr } = await run('reader', ['capi', 'describe', 'prod', '--workload']);
			assert.match(stdout, /Machine\/cp-1.*\n.*Node\/w-1/, stderr);
			assert.match(stdout, /Pod\/etcd-w-1/);
		});

		it('opens in the sidebar as well, by way of the cluster that manages it', async () => {
			const live = (source: LiveSource) => new LiveCluster('', source, liveHost);
			const manager = live({ file: server.kubeconfig({ user: 'reader' }), context: 'reader' });
			const [prod, other] = ['prod', 'other'].map(name => live({ manager, workload: { namespace: 'fleet', name } }));
			try {
				assert.equal((await prod?.connect())?.kind, 'connected');
				assert.equal(prod?.opened()?.context.name, 'fleet/prod');
				const apiHost = {
					signal: AbortSignal.timeout(20_000),
					bug: (error: unknown) => assert.fail(String(error)),
					workload: () => inside,
				};
				const opened = prod?.opened();
				const inside = opened && { cluster: opened, etcd: {} };
				const drawn = await manager.clusterApi(apiHost);
				assert.match(JSON.stringify(drawn.rows), /Machine\/cp-1.*Node\/w-1/);
				// Drawing it again asks nobody, until somebody wants to know.
				assert.equal((await manager.clusterApi(apiHost)).rows, drawn.rows);
				manager.forgetAsked();
				assert.notEqual((await manager.clusterApi(apiHost)).rows, drawn.rows);
				// Both know each other no longer: what one closes, the other keeps.
				manager.close();
				assert.ok((await prod?.opened()?.lists.all(kubernetesResources.nodes, AbortSignal.timeout(20_000)))?.served);
				assert.match(JSON.stringify(await other?.connect()), /unreachable.*There is no secret/);
			} finally {
				[manager, prod, other].forEach(cluster => cluster?.close());
			}
		});

		it('says what is missing, and starts and reads nothing that a secret names', async () => {
			const refused = async (user: string, name: string) => {
				const { code, stderr } = await workload(user, name);
				assert.equal(code, 2);
				return stderr;
			};
			assert.match(await refused('events-only', 'fleet/prod'), /Needs the permission to get secrets in fleet\./);
			assert.match(await refused('reader', 'fleet/other'), /There is no secret fleet\/other-kubeconfig\./);
			assert.match(await refused('reader', 'prod'), /NAMESPACE\/NAME/);
			assert.match(await refused('reader', 'fleet/file'), /has "tokenFile", which reaches into this host/);
			assert.match(await refused('reader', 'fleet/plugin'), /has "exec", which reaches into this host/);
			assert.equal(existsSync(join(server.dir, 'started')), false);
		});
	});
});

interface Counted {
	readonly reason: string;
	readonly count: number;
}

interface Labelled {
	readonly label: string;
}

function eventOf(pod: string, reason: string, message: string, count: number): Creatable {
	const at = new Date().toISOString().replace(/\.\d+/, '');
	return {
		apiVersion: 'v1',
		kind: 'Event',
		metadata: { name: `${pod}.${reason.toLowerCase()}`, namespace: 'team' },
		involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: 'team', name: pod, uid: `uid-${pod}` },
		type: reason === 'Pulled' ? 'Normal' : 'Warning',
		...{ reason, message, count, firstTimestamp: at, lastTimestamp: at, source: { component: 'kubelet', host: 'w-1' } },
	};
}

const liveHost: LiveHost = {
	env: {},
	isTrusted: false,
	timeoutMs: 20_000,
	keepsEvents: () => false,
	onMessage: () => undefined,
	onChange: () => undefined,
};

const labels = { app: 'web' };

/** The uids of owners are those of the fixture: who is whose is told by the cluster's name here. */
function staged(): Staged {
	const controlPlane = clusterApiObjectOf('KubeadmControlPlane', 'prod-cp', {
		states: { Available: ['True', 'Available'] },
		spec: { replicas: 2 },
	});
	const cluster: KubeObject = clusterApiObjectOf('Cluster', 'prod', {
		states: { Available: ['False', 'NotAvailable', '* no worker'] },
		spec: { controlPlaneRef: referenceTo(controlPlane) },
	});
	const machine = clusterApiObjectOf('Machine', 'cp-1', {
		states: { Ready: ['True', 'Ready'] },
		meta: { labels: { 'cluster.x-k8s.io/control-plane': '' } },
		status: { nodeRef: { name: 'w-1' } },
	});
	const template = {
		metadata: { labels },
		spec: { containers: [{ name: 'main', image: 'web:1', envFrom: [{ configMapRef: { name: 'gone' } }] }] },
	};
	const web = namespacedOf('apps/v1', 'Deployment', 'web', {
		spec: { replicas: 1, selector: { matchLabels: labels }, template },
	});
	const claim = namespacedOf('v1', 'PersistentVolumeClaim', 'data', {
		spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'gone', resources: { requests: { storage: '1Gi' } } },
	});
	const budget = namespacedOf('policy/v1', 'PodDisruptionBudget', 'web', {
		spec: { minAvailable: 1, selector: { matchLabels: labels } },
		status: { disruptionsAllowed: 0, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1 },
	});
	return [
		['clusters', [cluster]],
		['kubeadmControlPlanes', [controlPlane]],
		['machines', [machine]],
		['deployments', [web]],
		['podDisruptionBudgets', [budget]],
		['persistentVolumeClaims', [claim]],
	];
}
