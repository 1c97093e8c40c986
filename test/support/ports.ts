import { createServer } from 'node:net';

const taken = new Set<number>();

function isFree(port: number): Promise<boolean> {
	return new Promise(resolve => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/**
 * A free loopback port that this process has not given out yet. It is chosen below the range from which the system
 * takes the near end of outgoing connections, so that nothing takes it between here and the server's start.
 */
export async function freePort(): Promise<number> {
	for (let attempt = 0; attempt < 1000; attempt++) {
		const port = 12_000 + Math.floor(Math.random() * 20_000);
		if (taken.has(port) || !(await isFree(port))) continue;
		taken.add(port);
		return port;
	}
	throw new Error('No free port on 127.0.0.1 between 12000 and 32000.');
}
