import { BlockList, connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { Dial } from '../etcd/access.ts';
import { Unanswered } from '../etcd/silence.ts';

/** The proxy for a server: what the kubeconfig says, else the variables that kubectl reads. */
export function proxyFor(server: URL, named: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
	if (named !== undefined) {
		return named;
	}
	const variable = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
	const proxy = env[variable] ?? env[variable.toLowerCase()];
	const exempt = env['NO_PROXY'] ?? env['no_proxy'] ?? '';
	return proxy === undefined || proxy === '' || isExempt(server, exempt) ? undefined : proxy;
}

/** Loopback is never proxied; the rest are names, domains, addresses and ranges of them, separated by commas, as Go reads them. */
function isExempt({ hostname, port, protocol }: URL, exempt: string): boolean {
	const name = hostname.replace(/^\[|\]$/g, '').toLowerCase();
	if (name === 'localhost' || name === '::1' || name.startsWith('127.')) {
		return true;
	}
	const dialled = port || (protocol === 'https:' ? '443' : '80');
	return exempt
		.split(',')
		.map(entry => entry.trim().toLowerCase())
		.filter(entry => entry !== '')
		.some(entry => {
			const [, host = entry, only = dialled] = /^([^:]+|\[.+\]):(\d+)$/.exec(entry) ?? [];
			return only === dialled && exempts(host.replace(/^\[|\]$/g, ''), name);
		});
}

function exempts(entry: string, name: string): boolean {
	const [network = '', bits] = entry.split('/');
	if (bits !== undefined) {
		return (
			isIP(network) === isIP(name) && isIP(name) !== 0 && rangeOf(network, Number(bits)).check(name, familyOf(name))
		);
	}
	return entry === '*' || name === entry.replace(/^\./, '') || name.endsWith(`.${entry.replace(/^\*?\./, '')}`);
}

function rangeOf(network: string, bits: number): BlockList {
	const range = new BlockList();
	const longest = isIP(network) === 6 ? 128 : 32;
	if (Number.isInteger(bits) && bits >= 0 && bits <= longest) {
		range.addSubnet(network, bits, familyOf(network));
	}
	return range;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
	return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** A way through a proxy, `http://`, `https://` or `socks5://`. */
export function dialThrough(proxy: string): Dial {
	const url = URL.parse(proxy.includes('://') ? proxy : `http://${proxy}`);
	if (!url || !['http:', 'https:', 'socks5:', 'socks5h:'].includes(url.protocol)) {
		throw new ExpectedError(
			t('The proxy {0} is of no kind that is known: http, https and socks5 are.', withoutUser(proxy)),
		);
	}
	return async (host, port, signal) => {
		const socket = await openProxy(url, signal);
		try {
			await (url.protocol.startsWith('socks')
				? socksConnect(socket, url, host, port)
				: httpConnect(socket, url, host, port));
			return socket;
		} catch (error) {
			socket.destroy();
			throw error instanceof Unanswered
				? error
				: new Unanswered('tcp', t('The proxy {0} did not connect: {1}', withoutUser(proxy), messageOf(error)));
		}
	};
}

export function withoutUser(proxy: string): string {
	return proxy.replace(/\/\/[^/@]*@/, '//');
}

async function openProxy(url: URL, signal: AbortSignal): Promise<Socket> {
	const port = Number(url.port) || { 'http:': 80, 'https:': 443 }[url.protocol] || 1080;
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const socket = url.protocol === 'https:' ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
	signal.addEventListener('abort', () => socket.destroy(), { once: true });
	return new Promise((resolve, reject) => {
		socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
			socket.removeAllListeners('error').on('error', () => undefined);
			resolve(socket);
		});
		socket.once('error', error =>
			reject(new Unanswered('tcp', t('The proxy {0} cannot be reached: {1}', url.host, messageOf(error)))),
		);
	});
}

async function httpConnect(socket: Socket, url: URL, host: string, port: number): Promise<void> {
	const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
	const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
	const sign = url.username === '' ? '' : `Proxy-Authorization: Basic ${Buffer.from(login).toString('base64')}\r\n`;
	socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${sign}\r\n`);
	const answer = (await readUntil(socket, lengthOfHead)).toString('latin1');
	const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
	if (status !== 200) {
		throw new Unanswered(
			'tcp',
			t('The proxy {0} refused the connection: {1}', url.host, answer.split('\r\n', 1)[0] ?? ''),
		);
	}
}

/** RFC 1928 and 1929; the proxy resolves the name. */
async function socksConnect(socket: Socket, url: URL, host: string, port: number): Promise<void> {
	const hasUser = url.username !== '';
	socket.write(Buffer.from(hasUser ? [5, 2, 0, 2] : [5, 1, 0]));
	const [, method] = await readUntil(socket, () => 2);
	if (method === 2) {
		const [user, password] = [url.username, url.password].map(text => Buffer.from(decodeURIComponent(text)));
		socket.write(
			Buffer.concat([
				Buffer.from([1, user?.length ?? 0]),
				user ?? Buffer.alloc(0),
				Buffer.from([password?.length ?? 0]),
				password ?? Buffer.alloc(0),
			]),
		);
		const [, verdict] = await readUntil(socket, () => 2);
		if (verdict !== 0) {
			throw new Unanswered('tcp', t('The proxy {0} refused the user.', url.host));
		}
	} else if (method !== 0) {
		throw new Unanswered('tcp', t('The proxy {0} wants another way to sign in.', url.host));
	}
	const name = Buffer.from(host);
	socket.write(Buffer.concat([Buffer.from([5, 1, 0, 3, name.length]), name, Buffer.from([port >> 8, port & 255])]));
	const reply = await readUntil(socket, socksReplyLength);
	if (reply[1] !== 0) {
		throw new Unanswered('tcp', t('The proxy {0} could not connect (SOCKS code {1}).', url.host, reply[1] ?? 0));
	}
}

function lengthOfHead(bytes: Buffer): number | undefined {
	const end = bytes.indexOf('\r\n\r\n');
	return end === -1 ? undefined : end + 4;
}

function socksReplyLength(bytes: Buffer): number | undefined {
	if (bytes.length < 5) {
		return undefined;
	}
	const kind = bytes[3];
	return kind === 1 ? 10 : kind === 4 ? 22 : 7 + (bytes[4] ?? 0);
}

/** Reads until `lengthOf` knows how long the answer is and all of it has come; what follows stays unread. */
async function readUntil(socket: Socket, lengthOf: (bytes: Buffer) => number | undefined): Promise<Buffer> {
	let bytes: Buffer = Buffer.alloc(0);
	while (bytes.length < 65_536) {
		const length = lengthOf(bytes);
		if (length !== undefined && bytes.length >= length) {
			socket.unshift(bytes.subarray(length));
			return bytes.subarray(0, length);
		}
		bytes = Buffer.concat([bytes, await nextChunk(socket)]);
	}
	throw new Error(t('it answered too much'));
}

function nextChunk(socket: Socket): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const done = (act: () => void) => () => {
			socket.off('readable', onReadable).off('close', onClose);
			act();
		};
		const onReadable = () => {
			// A socket without an encoding gives buffers.
			const chunk = socket.read() as Buffer | null;
			if (chunk !== null) {
				done(() => resolve(chunk))();
			}
		};
		const onClose = done(() => reject(new Error(t('it ended the connection'))));
		socket.on('readable', onReadable).on('close', onClose);
		onReadable();
	});
}
