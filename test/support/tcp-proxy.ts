import { createServer, connect, type Socket } from 'node:net';
import { freePort } from './ports.ts';

export interface TcpProxy {
	port: number;
	/** Added to each chunk in each direction; may be changed while connections are open. */
	delayMs: number;
	/** While true, nothing passes and nothing is closed: what a silent network fault looks like. */
	stalled: boolean;
	close(): Promise<void>;
}

/** A loopback listener that passes bytes to `target`, late if asked to. */
export async function startTcpProxy(target: { host?: string; port: number; delayMs?: number }): Promise<TcpProxy> {
	const sockets = new Set<Socket>();
	const port = await freePort();

	/** Order is kept because each chunk waits for the one before it, however the delay changes meanwhile. */
	function pass(from: Socket, to: Socket): void {
		let last = Promise.resolve();
		const later = (due: number, act: () => void): void => {
			last = last.then(async () => {
				while (proxy.stalled || Date.now() < due) {
					await new Promise(resolve => setTimeout(resolve, proxy.stalled ? 20 : Math.max(1, due - Date.now())));
				}
				act();
			});
		};
		from.on('data', chunk => later(Date.now() + proxy.delayMs, () => to.write(chunk)));
		from.on('end', () => later(Date.now() + proxy.delayMs, () => to.end()));
		from.on('error', () => to.destroy());
		from.on('close', () => {
			sockets.delete(from);
			if (from.errored) to.destroy();
		});
		sockets.add(from);
	}

	const server = createServer(near => {
		const far = connect({ host: target.host ?? '127.0.0.1', port: target.port });
		near.setNoDelay(true);
		far.setNoDelay(true);
		pass(near, far);
		pass(far, near);
	});
	const proxy: TcpProxy = {
		port,
		delayMs: target.delayMs ?? 0,
		stalled: false,
		close: () =>
			new Promise(resolve => {
				proxy.stalled = false;
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return proxy;
}
