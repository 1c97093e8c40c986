import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { LiveCluster } from '../../src/app/kubernetes/live-cluster.ts';
import { startKubeApiServer, type KubeApiServer } from '../support/kube-apiserver.ts';
import { grantOf } from '../support/quorum-kubernetes.ts';

describe('The clusters of the sidebar', function () {
	this.timeout(120_000);
	let server: KubeApiServer;

	before(async () => {
		server = await startKubeApiServer({ users: ['reader', 'nobody'] });
		await server.createAll(grantOf('reader', [{ apiGroups: [''], resources: ['nodes'], verbs: ['list'] }]));
	});
	after(() => server?.close());

	const liveOf = (name: string, file: string, timeoutMs = 20_000) =>
		new LiveCluster(
			name,
			{ file, context: name },
			{
				env: {},
				isTrusted: false,
				timeoutMs,
				keepsEvents: () => false,
				onMessage: () => undefined,
				onChange: () => undefined,
			},
		);

	it('do not wait for one that hangs, which says so after its own time', async () => {
		const hanging = createServer(socket => socket.on('error', () => socket.destroy()));
		hanging.listen(0, '127.0.0.1');
		await once(hanging, 'listening');
		// It listens on an address with a port.
		const { port } = hanging.address() as AddressInfo;
		const hung = liveOf('hung', server.kubeconfig({ name: 'hung', server: `https://127.0.0.1:${port}` }), 15_000);
		const healthy = liveOf('admin', server.kubeconfig());
		try {
			const waiting = hung.connect();
			assert.equal((await healthy.connect()).kind, 'connected');
			assert.equal(hung.state.kind, 'connecting');
			const state = await waiting;
			assert.equal(state.kind, 'unreachable');
			assert.match('reason' in state ? state.reason : '', /No answer in time/);
			assert.equal(healthy.state.kind, 'connected');
		} finally {
			hung.close();
			healthy.close();
			hanging.close();
		}
	});

	it('have each its own state, and can be cancelled', async () => {
		const states = await Promise.all(
			[
				liveOf('reader', server.kubeconfig({ user: 'reader' })),
				liveOf('nobody', server.kubeconfig({ user: 'nobody' })),
				liveOf('wrong', server.kubeconfig({ name: 'wrong', token: 'wrong' })),
				liveOf('dead', server.kubeconfig({ name: 'dead', server: 'https://127.0.0.1:1' })),
			].map(async cluster => {
				const { kind } = await cluster.connect();
				cluster.close();
				return kind;
			}),
		);
		assert.deepEqual(states, ['connected', 'denied', 'needs-sign-in', 'unreachable']);
		const cancelled = liveOf('admin', server.kubeconfig());
		const connecting = cancelled.connect();
		cancelled.close();
		await connecting;
		assert.equal(cancelled.state.kind, 'closed');
	});
});
