import assert from 'node:assert/strict';
import { startKubeApiServer, type KubeApiServer } from '../support/kube-apiserver.ts';

describe('the harness of the API server', function () {
	this.timeout(120_000);
	let server: KubeApiServer;

	before(async () => {
		server = await startKubeApiServer();
	});
	after(() => server?.close());

	it('keeps objects with their status over a restart', async () => {
		await server.create({
			apiVersion: 'v1',
			kind: 'Node',
			metadata: { name: 'cp-1' },
			status: { conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: '' }] },
		});
		await server.restart();
		const { body } = await server.request('GET', '/api/v1/nodes/cp-1');
		assert.match(body, /KubeletReady/);
	});
});
