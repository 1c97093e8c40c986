import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Pki } from './pki.ts';

/** What a pod is, at the end that the kubelet would play. */
export interface PodDouble {
	/** From the port in the pod to one of this machine. */
	readonly ports?: Readonly<Record<number, number>>;
	/** Where commands of that pod are found; without it there are none. */
	readonly commands?: Readonly<Record<string, string>>;
	/** Never answers, as a node that hangs. */
	readonly hangs?: boolean;
}

export interface KubeletDouble {
	readonly port: number;
	/** By name. */
	readonly pods: Map<string, PodDouble>;
	/** The commands that were run, whole. */
	readonly ran: string[][];
	/** As the API server's own user is refused where kubeadm's binding is missing. */
	refusing: boolean;
	close(): Promise<void>;
}

/**
 * The kubelet's end of port-forward and exec, in the WebSocket protocol that the API server hands through: what the real API
 * server cannot do without.
 */
export async function startKubelet(pki: Pki): Promise<KubeletDouble> {
	const pods = new Map<string, PodDouble>();
	const ran: string[][] = [];
	const open = new Set<Duplex>();
	const server = createServer({
		cert: readFileSync(pki.server.cert),
		key: readFileSync(pki.server.key),
		ca: readFileSync(pki.ca.cert),
		requestCert: true,
		rejectUnauthorized: true,
	});
	server.on('connection', socket => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
	});
	const double: KubeletDouble = {
		port: 0,
		pods,
		ran,
		refusing: false,
		close: () =>
			new Promise(resolve => {
				open.forEach(socket => socket.destroy());
				server.close(() => resolve());
			}),
	};
	server.on('upgrade', (request, socket) => {
		socket.on('error', () => socket.destroy());
		if (double.refusing) {
			const text =
				'Forbidden (user=kube-apiserver-kubelet-client, verb=create, resource=nodes, subresource(s)=[proxy])';
			socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
			return;
		}
		const url = new URL(request.url ?? '', 'https://kubelet');
		const [, kind, , name = ''] = url.pathname.split('/');
		const pod = pods.get(name);
		if (pod?.hangs) return;
		const channel = accept(request, socket);
		if (kind === 'portForward') forward(channel, pod, Number(url.searchParams.get('port')));
		else run(channel, pod, url.searchParams.getAll('command'), ran);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	// It listens on an address with a port.
	return Object.assign(double, { port: (server.address() as AddressInfo).port });
}

interface Channels {
	send(channel: number, bytes: Buffer): void;
	onMessage(listener: (channel: number, bytes: Buffer) => void): void;
	end(): void;
	onEnd(listener: () => void): void;
}

function accept(request: IncomingMessage, socket: Duplex): Channels {
	const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
	socket.write(
		[
			'HTTP/1.1 101 Switching Protocols',
			'Upgrade: websocket',
			'Connection: Upgrade',
			`Sec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}`,
			`Sec-WebSocket-Protocol: ${request.headers['sec-websocket-protocol']}`,
			'\r\n',
		].join('\r\n'),
	);
	let received = Buffer.alloc(0);
	let listener: (channel: number, bytes: Buffer) => void = () => undefined;
	socket.on('data', (chunk: Buffer) => {
		received = Buffer.concat([received, chunk]);
		for (let frame = unmasked(received); frame; frame = unmasked(received)) {
			received = received.subarray(frame.length);
			if (frame.opcode === 8) socket.end();
			else if (frame.payload.length > 0) listener(frame.payload[0] ?? 0, frame.payload.subarray(1));
		}
	});
	return {
		send: (channel, bytes) => socket.write(frameOf(2, Buffer.concat([Buffer.from([channel]), bytes]))),
		onMessage: given => (listener = given),
		end: () => socket.end(frameOf(8, Buffer.from([3, 232]))),
		onEnd: given => socket.on('close', given),
	};
}

/** A client masks; `undefined` while a frame is not whole. */
function unmasked(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | undefined {
	if (bytes.length < 6) return undefined;
	const short = (bytes[1] ?? 0) & 0x7f;
	const at = short === 126 ? 4 : short === 127 ? 10 : 2;
	if (bytes.length < at + 4) return undefined;
	const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
	const length = at + 4 + size;
	if (bytes.length < length) return undefined;
	const mask = bytes.subarray(at, at + 4);
	const payload = Buffer.from(bytes.subarray(at + 4, length).map((byte, index) => byte ^ (mask[index & 3] ?? 0)));
	return { opcode: (bytes[0] ?? 0) & 15, payload, length };
}

/** In fragments and with a ping between, as servers may. */
function frameOf(opcode: number, payload: Buffer): Buffer {
	if (opcode === 2 && payload.length > 10_000) {
		const half = payload.length >> 1;
		const head = single(0x02, payload.subarray(0, half));
		return Buffer.concat([head, single(0x89, Buffer.from('ping')), single(0x80, payload.subarray(half))]);
	}
	return single(0x80 | opcode, payload);
}

function single(first: number, payload: Buffer): Buffer {
	const size = payload.length;
	const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
	head[0] = first;
	head[1] = size < 126 ? size : size < 65_536 ? 126 : 127;
	if (size >= 65_536) head.writeBigUInt64BE(BigInt(size), 2);
	else if (size >= 126) head.writeUInt16BE(size, 2);
	return Buffer.concat([head, payload]);
}

function forward(channels: Channels, pod: PodDouble | undefined, port: number): void {
	const number = Buffer.from([port & 255, port >> 8]);
	channels.send(0, number);
	channels.send(1, number);
	const target = pod?.ports?.[port];
	if (target === undefined) {
		channels.send(1, Buffer.from(`failed to connect to localhost:${port} inside namespace: connection refused`));
		channels.end();
		return;
	}
	const socket = connect(target, '127.0.0.1');
	channels.onMessage((channel, bytes) => channel === 0 && socket.write(bytes));
	channels.onEnd(() => socket.destroy());
	socket.on('data', bytes => channels.send(0, bytes));
	socket.on('error', error => channels.send(1, Buffer.from(error.message)));
	socket.on('close', () => channels.end());
}

function run(channels: Channels, pod: PodDouble | undefined, argv: readonly string[], ran: string[][]): void {
	ran.push([...argv]);
	const [command = '', ...args] = argv;
	const file = pod?.commands?.[command];
	const finish = (status: unknown) => {
		channels.send(3, Buffer.from(JSON.stringify(status)));
		channels.end();
	};
	if (file === undefined) {
		finish({ status: 'Failure', message: `exec: "${command}": executable file not found in $PATH` });
		return;
	}
	const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: {} });
	child.stdout.on('data', (bytes: Buffer) => channels.send(1, bytes));
	child.stderr.on('data', (bytes: Buffer) => channels.send(2, bytes));
	child.on('close', code =>
		finish(
			code === 0
				? { status: 'Success' }
				: {
						status: 'Failure',
						message: `command terminated with exit code ${code}`,
						reason: 'NonZeroExitCode',
						details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
					},
		),
	);
	channels.onEnd(() => child.kill());
}
