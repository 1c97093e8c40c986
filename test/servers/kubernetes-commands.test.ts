import assert from 'node:assert/strict';
import type { KubeObject } from '../../src/core/kubernetes.ts';
import { clusterApiObjectOf, referenceTo } from '../support/cluster-api-objects.ts';
import { quorum } from '../support/command-line.ts';
import { startKubeApiServer, type Creatable, type KubeApiServer } from '../support/kube-apiserver.ts';
import { KubeStage, type Staged } from '../support/kube-stage.ts';
import { grantOf } from '../support/quorum-kubernetes.ts';

describe('quorum events and quorum capi', function () {
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
		]);
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
				['Pulled', 1],
			]);
		});

		it('ends with 1 only where it was told to fail', async () => {
			assert.equal((await run('reader', events, '--fail-on', 'warning')).code, 1);
			assert.equal((await run('reader', events, '--fail-on', 'warning', '--reason', 'Pulled')).code, 0);
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

		it('ends with 2 where the cluster is not there, or may not be seen', async () => {
			const unknown = await run('reader', ['capi', 'describe', 'other']);
			assert.equal(unknown.code, 2);
			assert.match(unknown.stderr, /There is no Cluster "other"\. Known: fleet\/prod\./);
			const denied = await run('nobody', describeProd);
			assert.equal(denied.code, 2);
			assert.match(denied.stderr, /Needs the permission to list clusters\.cluster\.x-k8s\.io in all namespaces\./);
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

/** The uids of owners are those of the fixture: who is whose is told by the cluster's name here. */
function staged(): Staged {
	const controlPlane = clusterApiObjectOf('KubeadmControlPlane', 'prod-cp', {
		states: { Available: ['True', 'Available'] },
	});
	const cluster: KubeObject = clusterApiObjectOf('Cluster', 'prod', {
		states: { Available: ['False', 'NotAvailable', '* no worker'] },
		spec: { controlPlaneRef: referenceTo(controlPlane) },
	});
	const machine = clusterApiObjectOf('Machine', 'cp-1', {
		states: { Ready: ['True', 'Ready'] },
		meta: { labels: { 'cluster.x-k8s.io/control-plane': '' } },
	});
	return [
		['clusters', [cluster]],
		['kubeadmControlPlanes', [controlPlane]],
		['machines', [machine]],
	];
}
