import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { discoverByDns } from '../../../src/adapters/etcd/discover.ts';

describe('Discovery by DNS', () => {
	const server = createSocket('udp4');
	let isSilent = true;

	before(async () => {
		server.on('message', (query, { port }) => isSilent || server.send(answerOf(query), port, '127.0.0.1'));
		server.bind(0, '127.0.0.1');
		await once(server, 'listening');
	});

	after(() => server.close());

	function discover(timeoutMs: number): Promise<string[]> {
		const resolver = new Resolver({ timeout: 20_000, tries: 2 });
		resolver.setServers([`127.0.0.1:${server.address().port}`]);
		return discoverByDns('example.test', { timeoutMs, signal: AbortSignal.timeout(timeoutMs) }, resolver);
	}

	it('gives a silent name server no more than the budget', async () => {
		await assert.rejects(discover(300), /no etcd client records for example\.test: .*ECANCELLED/);
	});

	it('takes the service without TLS where there is none with it', async () => {
		isSilent = false;
		assert.deepEqual(await discover(20_000), ['http://m0.example.test:2379']);
	});
});

/** One record for `_etcd-client._tcp`; that there is no such name, for all else. */
function answerOf(query: Buffer): Buffer {
	const end = query.indexOf(0, 12) + 5;
	const question = query.subarray(12, end);
	const isPlain = question.includes('_etcd-client\u0004_tcp');
	const header = Buffer.alloc(12);
	query.copy(header, 0, 0, 2);
	header.writeUInt16BE(isPlain ? 0x8180 : 0x8183, 2);
	header.writeUInt16BE(1, 4);
	header.writeUInt16BE(isPlain ? 1 : 0, 6);
	// The name by its place in the question, SRV, IN, 60 s, 23 bytes: priority, weight, port and target.
	const record = Buffer.from('c00c002100010000003c001700000000094b', 'hex');
	const target = Buffer.from('\u0002m0\u0007example\u0004test\u0000');
	return Buffer.concat([header, question, ...(isPlain ? [record, target] : [])]);
}
