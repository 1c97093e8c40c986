import { connect as connectHttp2, createServer as createHttp2, type ServerHttp2Stream } from 'node:http2';
import { connect, createServer, type Socket } from 'node:net';
import { freePort } from './ports.ts';

export interface Recorded {
	readonly path: string;
	/** The message without gRPC's prefix. */
	readonly request: Buffer;
}

export interface RpcRecorder {
	readonly url: string;
	readonly calls: Recorded[];
	close(): void;
}

/** HTTP/2 begins with these words; all else at the port is plain HTTP. */
const preface = 'PRI * HTTP/2.0';

/** Stands before a member that speaks without TLS, passes everything on, and keeps every gRPC call that comes by. */
export async function recordRpcs(memberUrl: string): Promise<RpcRecorder> {
	const calls: Recorded[] = [];
	const sockets = new Set<Socket>();
	const { hostname, port } = new URL(memberUrl);
	const upstream = () => connectHttp2(memberUrl).on('error', () => undefined);
	const http2 = createHttp2();
	http2.on('session', session => {
		const member = upstream();
		session.on('error', () => session.destroy());
		session.on('close', () => member.destroy());
		session.on('stream', (stream, headers) => passOn(stream, headers, member, calls));
	});
	const inner = await freePort();
	await new Promise<void>(resolve => http2.listen(inner, '127.0.0.1', resolve));
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.once('data', first => {
			const isHttp2 = first.toString('latin1').startsWith(preface);
			const far = isHttp2 ? connect(inner, '127.0.0.1') : connect(Number(port), hostname);
			far.on('error', () => socket.destroy());
			// A pipe whose end is gone reads no more, not even that the other side has finished: the socket would stay for ever.
			socket.on('close', () => far.destroy());
			far.write(first);
			socket.pipe(far).pipe(socket);
		});
	});
	const listening = await freePort();
	await new Promise<void>(resolve => server.listen(listening, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${listening}`,
		calls,
		close: () => {
			server.close();
			http2.close();
			sockets.forEach(socket => socket.destroy());
		},
	};
}

function passOn(
	stream: ServerHttp2Stream,
	headers: Readonly<Record<string, string | string[] | undefined>>,
	member: ReturnType<typeof connectHttp2>,
	calls: Recorded[],
): void {
	const sent: Buffer[] = [];
	const request = member.request({
		...headers,
		':authority': new URL(member.originSet?.[0] ?? 'http://127.0.0.1').host,
	});
	stream.on('data', (chunk: Buffer) => sent.push(chunk));
	stream.on('end', () => {
		calls.push({ path: String(headers[':path']), request: Buffer.concat(sent).subarray(5) });
	});
	stream.on('error', () => request.destroy());
	stream.pipe(request);
	let trailers: Record<string, string | string[] | undefined> = {};
	request.on('error', () => stream.destroy());
	request.on('trailers', told => (trailers = told));
	request.on('response', (told, flags) => {
		const isAll = (flags & 1) !== 0;
		stream.respond(told, { endStream: isAll, waitForTrailers: !isAll });
		if (!isAll) {
			stream.on('wantTrailers', () => stream.sendTrailers(trailers));
			request.pipe(stream);
		}
	});
}
