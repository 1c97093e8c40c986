import assert from 'node:assert/strict';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { quorum } from '../support/command-line.ts';
import { freePort } from '../support/ports.ts';

type Row = Readonly<Record<'by' | 'name' | 'keys' | 'writes', string | number>>;

describe('the statistics of a running member', function () {
	this.timeout(60_000);
	let cluster: Cluster;

	before(async () => {
		cluster = await startCluster({ size: 1 });
		await cluster.fill({ bytes: 500_000, valueBytes: 200, prefix: '/registry/pods/default/p', keys: 2500 });
		for (let round = 0; round < 7; round++) {
			await cluster.etcdctl(['put', '/registry/leases/kube-system/hot', `v${round}`]);
		}
	});
	after(() => cluster.close());

	const statistics = async (...args: readonly string[]): Promise<Row[]> => {
		const { code, stdout, stderr } = await quorum(['live-stats', ...args, '--format', 'json']);
		assert.equal(code, 0, stderr);
		assert.match(stderr, /lists every key/);
		// Each line is a row, as the command line says of itself.
		return stdout
			.split('\n')
			.filter(Boolean)
			.map(line => JSON.parse(line) as Row);
	};

	it('count every key once, over many pages, and write nothing', async () => {
		const before = await cluster.revision();
		const rows = await statistics('--endpoints', cluster.endpoints.join(), '--limit', '1');
		const listed = await cluster.etcdctl(['get', '', '--prefix', '--keys-only']);
		const count = listed.split('\n').filter(Boolean).length;
		const total = rows.find(({ by }) => by === 'total');
		assert.ok(count > 2000);
		assert.equal(total?.keys, count);
		assert.deepEqual(
			rows.find(({ by, name }) => by === 'namespace' && name === 'kube-system'),
			{ by: 'namespace', name: 'kube-system', keys: 1, writes: 7 },
		);
		assert.equal(rows.find(({ name }) => name === '/registry/pods')?.keys, count - 1);
		assert.deepEqual(
			rows.filter(({ by }) => by === 'most writes').map(({ name, writes }) => [name, writes]),
			[['/registry/leases/kube-system/hot', 7]],
		);
		assert.equal(await cluster.revision(), before);
	});

	it('are asked of the next endpoint where one is dead', async () => {
		const dead = `http://127.0.0.1:${await freePort()}`;
		const rows = await statistics('--endpoints', `${dead},${cluster.endpoints.join()}`);
		assert.ok(Number(rows[0]?.keys) > 2000);
		const { code, stderr } = await quorum(['live-stats', '--endpoints', dead]);
		assert.equal(code, 2);
		assert.match(stderr, /Not one member could be asked\. .*ECONNREFUSED/);
	});
});
