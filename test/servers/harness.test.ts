import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { etcdVersions } from '../../scripts/setup/etcd.mjs';
import { startCluster, type Cluster, type ClusterOptions } from '../support/etcd-cluster.ts';

/** The harness itself: what the other suites take for granted. */
describe('the etcd harness', function () {
	this.timeout(60_000);
	let cluster: Cluster | undefined;

	async function open(options: ClusterOptions): Promise<Cluster> {
		cluster = await startCluster(options);
		return cluster;
	}

	afterEach(async () => {
		await cluster?.close();
		cluster = undefined;
	});

	for (const version of etcdVersions) {
		it(`starts three healthy members of ${version} and ends one, and takes it back`, async () => {
			const three = await open({ version });
			await three.etcdctl(['endpoint', 'health', '--cluster']);
			assert.equal((await three.etcdctl(['member', 'list'])).match(/, started, /g)?.length, 3);
			await three.member(2).kill();
			const endpoint = three.member(2).clientUrl;
			await assert.rejects(three.etcdctl(['endpoint', 'health', '--command-timeout=1s'], { endpoint }));
			await three.member(2).restart();
			await three.etcdctl(['endpoint', 'health', '--cluster']);
			assert.ok(three.member(2).log().includes('established TCP streaming connection'));
		});

		it(`speaks TLS with client certificates in ${version}`, async () => {
			const secure = await open({ version, tls: true });
			assert.ok(secure.endpoints.every(url => url.startsWith('https://')));
			assert.equal(statSync(secure.pki?.client.key ?? '').mode & 0o777, 0o600);
			await secure.etcdctl(['put', 'a', 'b']);
			await assert.rejects(secure.etcdctl(['get', 'a', '--cert=', '--key=', '--command-timeout=2s']));
		});

		it(`adds a learner and makes one member's data differ in ${version}`, async () => {
			const three = await open({ version });
			await three.addLearner();
			const list = await three.etcdctl(['member', 'list']);
			assert.match(list, /m3, .*true$/m);
			const value = 'the-value-to-change-'.repeat(20);
			await three.etcdctl(['put', 'k', value]);
			const hash = async (index: number): Promise<string> => {
				const text = await three.etcdctl(['endpoint', 'hashkv'], { endpoint: three.member(index).clientUrl });
				return text.split(', ')[1] ?? '';
			};
			assert.equal(await hash(0), await hash(1));
			await three.corruptMember(1, Buffer.from(value), Buffer.from(value.toUpperCase()));
			assert.notEqual(await hash(0), await hash(1));
		});
	}

	it('starts members of different versions together', async () => {
		const mixed = await open({ versions: ['3.5', '3.6', '3.6'] });
		const status = await mixed.etcdctl(['endpoint', 'status', '--cluster']);
		assert.match(status, /3\.5\.\d+/);
		assert.match(status, /3\.6\.\d+/);
	});

	it('pauses a member and lets it go on', async () => {
		const three = await open({});
		three.member(2).pause();
		// The signal is on its way; a busy machine may let the process answer once more.
		await new Promise(resolve => setTimeout(resolve, 300));
		assert.equal(await three.member(2).get('/version'), undefined);
		three.member(2).resume();
		await three.member(2).ready();
	});

	it('serves metrics on an address of their own', async () => {
		const three = await open({ metricsUrls: true, tls: true });
		const answer = await fetch(`${three.member(0).metricsUrl}/metrics`);
		assert.match(await answer.text(), /etcd_server_has_leader 1/);
	});

	it('delays what goes to one peer, and the cluster is healthy all the same', async () => {
		const three = await open({ peerDelayMs: { 2: 60 } });
		const took = async (index: number): Promise<number> => {
			const since = performance.now();
			await (await fetch(`${three.member(index).peerUrl}/version`)).text();
			return performance.now() - since;
		};
		assert.ok((await took(2)) >= 120);
		assert.ok((await took(0)) < 60);
	});

	it('writes at least 1,000 puts a second', async () => {
		const three = await open({});
		const load = three.startLoad(1500);
		await new Promise(resolve => setTimeout(resolve, 3000));
		const { putsPerSecond, failed } = await load.stop();
		assert.equal(failed, 0);
		assert.ok(putsPerSecond >= 1000, `${putsPerSecond}`);
	});

	it('runs out of its quota when it is filled', async () => {
		const three = await open({ quotaBytes: 16 * 1024 * 1024 });
		await assert.rejects(three.fill({ bytes: 32 * 1024 * 1024 }), /database space exceeded/);
		assert.match(await three.etcdctl(['alarm', 'list']), /NOSPACE/);
	});

	it('starts with a certificate that is expired', async () => {
		const expired = await open({ tls: { server: { notAfter: new Date(Date.now() - 86_400_000) } } });
		await assert.rejects(expired.etcdctl(['get', 'a', '--command-timeout=2s']), /expired|deadline/);
	});
});
