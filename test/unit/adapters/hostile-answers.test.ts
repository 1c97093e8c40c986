import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createWebServer } from 'node:http';
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { calls } from '../../../src/adapters/etcd/calls.ts';
import { reply } from '../../../src/adapters/etcd/ask.ts';
import { healthOf } from '../../../src/adapters/etcd/front.ts';
import { MemberClient } from '../../../src/adapters/etcd/member-client.ts';
import { parseMetrics } from '../../../src/adapters/etcd/metrics-text.ts';
import { Message } from '../../../src/core/protobuf.ts';
import type { Reply } from '../../../src/core/facts.ts';

function frame(message: Buffer, claimed = message.length): Buffer {
	const prefix = Buffer.alloc(5);
	prefix.writeUInt32BE(claimed, 1);
	return Buffer.concat([prefix, message]);
}

/** Asks a server that gives these bytes to every call, and calls that a success, for its status. */
async function askFor(body: Buffer, trailers: Record<string, string> = {}): Promise<Reply<unknown>> {
	const server = createServer();
	server.on('session', session => session.on('error', () => session.destroy()));
	server.on('stream', stream => {
		stream.on('error', () => stream.destroy());
		stream.respond({ ':status': 200 }, { waitForTrailers: true });
		stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0', ...trailers }));
		stream.end(body);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	// A listening server has an address of this kind.
	const { port } = server.address() as AddressInfo;
	const budget = { timeoutMs: 2000, signal: AbortSignal.timeout(2000) };
	const client = new MemberClient(`http://127.0.0.1:${port}`, {}, budget);
	try {
		return await reply(client, () => client.call(calls.status));
	} finally {
		client.close();
		server.close();
	}
}

function stageOf(told: Reply<unknown>): string {
	return 'silence' in told ? told.silence.stage : 'answered';
}

describe('Answers of a server that is broken or means harm', () => {
	for (const [what, body] of [
		['nothing', Buffer.alloc(0)],
		['an empty status', frame(Buffer.alloc(0))],
		['a frame that is cut off', frame(Buffer.from([0x0a, 0x00]), 4_000_000_000)],
		['a message that is cut off', frame(Buffer.from([0x0a, 0x10, 0x01]))],
		['two frames', Buffer.concat([frame(Buffer.alloc(0)), frame(Buffer.alloc(0))])],
		['a packed frame', Buffer.from([1, 0, 0, 0, 0])],
		['a million fields', frame(Buffer.alloc(2_000_000, Buffer.from([0x12, 0x00])))],
	] as const) {
		it(`are none of etcd, when it sends ${what}`, async () => {
			assert.equal(stageOf(await askFor(body)), 'protocol');
		});
	}

	it('are cut where a report would be flooded', async () => {
		const told = await askFor(Buffer.alloc(0), { 'grpc-status': '2', 'grpc-message': 'x'.repeat(20_000) });
		assert.ok('silence' in told);
		assert.equal(told.silence.message.length, 1000);
		const name = Buffer.alloc(100_000, 'n');
		assert.equal(new Message(Buffer.concat([Buffer.from([0x0a, 0xa0, 0x8d, 0x06]), name])).text(1).length, 4096);
	});

	it('cannot command the terminal that shows them', async () => {
		const told = await askFor(Buffer.alloc(0), { 'grpc-status': '2', 'grpc-message': '%1B%5B31mred%0D' });
		assert.ok('silence' in told);
		assert.equal(told.silence.message, ' [31mred ');
		assert.equal(new Message(Buffer.from('\n\u0003a\u001bb')).text(1), 'a b');
	});

	it('may not hold more fields than a cluster has members', () => {
		assert.throws(() => new Message(Buffer.alloc(200_000, Buffer.from([0x12, 0x00]))), RangeError);
	});

	it('may not hold endless lines of metrics', () => {
		const page = `a{x="${'y'.repeat(10_000)}"} 1\nb 2\n`;
		assert.deepEqual(
			parseMetrics(page, () => true).map(({ name }) => name),
			['b'],
		);
	});

	for (const status of [302, 403, 404]) {
		it(`say nothing of a member's health with HTTP ${status}`, async () => {
			const server = createWebServer((_request, response) => response.writeHead(status).end('x'));
			await once(server.listen(0, '127.0.0.1'), 'listening');
			// A listening server has an address of this kind.
			const { port } = server.address() as AddressInfo;
			const budget = { timeoutMs: 2000, signal: AbortSignal.timeout(2000) };
			const client = new MemberClient(`http://127.0.0.1:${port}`, {}, budget);
			await assert.rejects(healthOf(client), /\/health is not one of etcd/);
			client.close();
			server.close();
		});
	}
});
