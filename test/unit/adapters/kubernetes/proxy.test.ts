import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { dialThrough, proxyFor } from '../../../../src/adapters/kubernetes/proxy.ts';

const signal = AbortSignal.timeout(60_000);

async function listening(onSocket: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
	const server = createServer(socket => onSocket(socket.on('error', () => socket.destroy())));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// It listens on an address with a port.
	return { server, port: (server.address() as AddressInfo).port };
}

describe('A proxy', () => {
	const servers: Server[] = [];
	let target: number;
	const asked: string[] = [];

	before(async () => {
		const echo = await listening(socket => socket.pipe(socket));
		servers.push(echo.server);
		target = echo.port;
	});
	after(() => servers.forEach(server => server.close()));

	const roundTrip = async (proxy: string): Promise<string> => {
		const socket = await dialThrough(proxy)('api.example', target, signal);
		socket.write('hello');
		// Without an encoding a stream gives buffers.
		const [answer] = (await once(socket, 'data')) as [Buffer];
		socket.destroy();
		return answer.toString();
	};

	it('of HTTP is asked to connect, with its user', async () => {
		const { server, port } = await listening(socket => {
			socket.once('data', head => {
				asked.push(head.toString());
				const onward = connect(target, '127.0.0.1', () => {
					socket.write('HTTP/1.1 200 OK\r\nX: y\r\n\r\n');
					socket.pipe(onward).pipe(socket);
				});
			});
		});
		servers.push(server);
		assert.equal(await roundTrip(`http://me:p%40ss@127.0.0.1:${port}`), 'hello');
		assert.match(asked.join(), new RegExp(`^CONNECT api\\.example:${target} HTTP/1\\.1`));
		assert.ok(asked.join().includes(`Basic ${Buffer.from('me:p@ss').toString('base64')}`));
	});

	it('of SOCKS resolves the name itself', async () => {
		const { server, port } = await listening(socket => {
			socket.once('data', () => {
				socket.write(Buffer.from([5, 0]));
				socket.once('data', request => {
					asked.push(request.subarray(5, 5 + (request[4] ?? 0)).toString());
					const onward = connect(target, '127.0.0.1', () => {
						socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
						socket.pipe(onward).pipe(socket);
					});
				});
			});
		});
		servers.push(server);
		assert.equal(await roundTrip(`socks5://127.0.0.1:${port}`), 'hello');
		assert.equal(asked.at(-1), 'api.example');
	});

	it('that refuses or ends says so, and never tells its password', async () => {
		const refusing = await listening(socket =>
			socket.once('data', () => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')),
		);
		const ending = await listening(socket => socket.once('data', () => socket.end()));
		servers.push(refusing.server, ending.server);
		await assert.rejects(roundTrip(`http://127.0.0.1:${refusing.port}`), /refused the connection: HTTP\/1\.1 407/);
		await assert.rejects(roundTrip(`socks5://me:canary@127.0.0.1:${ending.port}`), (error: Error) => {
			assert.match(error.message, /ended the connection/);
			return !/canary/.test(error.message);
		});
		await assert.rejects(roundTrip('http://127.0.0.1:1'), /cannot be reached/);
		assert.throws(
			() => dialThrough('ftp://me:canary@h'),
			(error: Error) => /ftp:/.test(error.message) && !/canary/.test(error.message),
		);
	});

	it('is taken from the kubeconfig, else from the variables, unless the host is exempt', () => {
		const url = (text: string) => new URL(text);
		const env = { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'inner.example,.corp, 10.0.0.7' };
		assert.equal(proxyFor(url('https://api.example'), 'socks5://own', env), 'socks5://own');
		assert.equal(proxyFor(url('https://api.example'), undefined, env), 'http://p:1');
		for (const host of [
			'inner.example',
			'a.inner.example',
			'api.corp',
			'10.0.0.7',
			'localhost',
			'127.0.0.1',
			'[::1]',
		]) {
			assert.equal(proxyFor(url(`https://${host}:6443`), undefined, env), undefined, host);
		}
		assert.equal(proxyFor(url('https://api.example'), undefined, {}), undefined);
	});

	it('is not used for ranges of addresses and single ports that are exempt, as kubectl reads them', () => {
		const env = { HTTPS_PROXY: 'http://p:1', NO_PROXY: '10.1.0.0/16,fd00::/8,api.example:6443,172.16.0.0/99' };
		const proxied = (host: string) => proxyFor(new URL(`https://${host}`), undefined, env) !== undefined;
		assert.deepEqual(
			['10.1.200.3', '10.2.0.1', '[fd00::12]', '[fe80::1]', 'api.example:6443', 'api.example', '172.16.0.1'].filter(
				proxied,
			),
			['10.2.0.1', '[fe80::1]', 'api.example', '172.16.0.1'],
		);
	});
});
