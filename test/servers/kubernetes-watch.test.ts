import assert from 'node:assert/strict';
import { ApiClient } from '../../src/adapters/kubernetes/api-client.ts';
import { Discovery } from '../../src/adapters/kubernetes/discovery.ts';
import { accessOfContext } from '../../src/adapters/kubernetes/kube-access.ts';
import { readKubeconfig } from '../../src/adapters/kubernetes/kubeconfig.ts';
import { Lists } from '../../src/adapters/kubernetes/lists.ts';
import { Watch } from '../../src/adapters/kubernetes/watch.ts';
import { kubernetesResources } from '../../src/core/kubernetes-resources.ts';
import { startKubeApiServer, type KubeApiServer } from '../support/kube-apiserver.ts';

const host = { env: {}, isAllowed: false, timeoutMs: 1000, requestMs: 30_000 };

async function clientOf(file: string): Promise<ApiClient> {
	const config = await readKubeconfig(file);
	const [context] = config.contexts;
	assert.ok(context);
	return new ApiClient(await accessOfContext(context, config, [config]), host);
}

async function until(what: string, holds: () => boolean): Promise<void> {
	for (const deadline = Date.now() + 60_000; !holds(); await new Promise(resolve => setTimeout(resolve, 50))) {
		if (Date.now() > deadline) assert.fail(`not within a minute: ${what}`);
	}
}

describe('A watch', function () {
	this.timeout(240_000);
	let server: KubeApiServer;
	let client: ApiClient;
	let watch: Watch;
	const namespaceOf = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
	const names = () => watch.now().objects.map(({ metadata }) => metadata.name);

	before(async () => {
		server = await startKubeApiServer();
		await server.create(namespaceOf('first'));
		client = await clientOf(server.kubeconfig());
		const discovery = new Discovery(client);
		watch = new Watch({
			client,
			discovery,
			lists: new Lists(client, discovery),
			resource: kubernetesResources.namespaces,
			keep: ({ metadata }) => !metadata.name.startsWith('kube-'),
			onChange: () => undefined,
		});
	});
	after(async () => {
		watch?.stop();
		client?.close();
		await server?.close();
	});

	it('lists, and then hears of what is made and what is taken away', async () => {
		await until('the list', () => watch.now().isComplete && names().includes('first'));
		await server.create(namespaceOf('second'));
		await until('a new object', () => names().includes('second'));
		await server.request('DELETE', '/api/v1/namespaces/second');
		await server.request('PUT', '/api/v1/namespaces/second/finalize', {
			...namespaceOf('second'),
			spec: { finalizers: [] },
		});
		await until('an object less', () => !names().includes('second'));
		assert.ok(
			names().every(name => !name.startsWith('kube-')),
			names().join(),
		);
	});

	it('goes on after the API server was away, keeps what it knew meanwhile, and says so', async () => {
		await server.stop();
		await until('the trouble', () => watch.now().problem !== undefined);
		assert.ok(names().includes('first'));
		await server.start();
		await server.create(namespaceOf('third'));
		await until('what was made after', () => names().includes('third'));
		assert.equal(watch.now().problem, undefined);
	});

	it('lists anew where what it has seen last is compacted, and forgets what vanished meanwhile', async () => {
		const etcd = server.etcd;
		await server.stop();
		// As if an hour had gone by: an object is removed, and the history up to now with it.
		await etcd.etcdctl(['del', '/registry/namespaces/third']);
		for (let round = 0; round < 5; round++) await etcd.etcdctl(['put', `/quorum-test/${round}`, 'x']);
		await etcd.etcdctl(['compact', await etcd.revision()]);
		await server.start();
		await server.create(namespaceOf('fourth'));
		await until('what was made after', () => names().includes('fourth'));
		await until('what vanished', () => !names().includes('third'));
	});
});
