import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { secureContextOf } from '../../../src/adapters/etcd/access.ts';
import { PageReader } from '../../../src/adapters/etcd/http.ts';
import { Unanswered } from '../../../src/adapters/etcd/silence.ts';
import { makePki } from '../../support/pki.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

describe('A server that ends the connection after the handshake', () => {
	it('is not said to have refused the client certificate', async () => {
		const dir = makeTempDir('closed');
		const pki = await makePki(dir);
		const [ca, cert, key] = [pki.ca.cert, pki.client.cert, pki.client.key].map(file => readFileSync(file));
		const server = createServer({ cert: readFileSync(pki.server.cert), key: readFileSync(pki.server.key) });
		server.on('secureConnection', socket => socket.once('data', () => socket.end()).on('error', () => undefined));
		await once(server.listen(0, '127.0.0.1'), 'listening');
		// A listening server has an address of this kind.
		const { port } = server.address() as AddressInfo;
		const access = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
		const reader = new PageReader(new URL(`https://127.0.0.1:${port}`), access, secureContextOf(access));
		await assert.rejects(reader.get('/version', AbortSignal.timeout(5000)), error => {
			assert.ok(error instanceof Unanswered);
			assert.match(error.message, /without a word: it refuses .* or speaks no HTTP\/1\.1/);
			return true;
		});
		reader.close();
		server.close();
		removeTempDir(dir);
	});

	it('is said to want TLS where it was asked without', async () => {
		const server = createServer();
		server.on('tlsClientError', () => undefined);
		await once(server.listen(0, '127.0.0.1'), 'listening');
		// A listening server has an address of this kind.
		const { port } = server.address() as AddressInfo;
		const reader = new PageReader(new URL(`http://127.0.0.1:${port}`), {}, undefined);
		await assert.rejects(reader.get('/version', AbortSignal.timeout(5000)), /begins with https:\/\//);
		reader.close();
		server.close();
	});
});
