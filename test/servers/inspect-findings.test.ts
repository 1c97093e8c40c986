import assert from 'node:assert/strict';
import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quorum, type JsonReport } from '../support/command-line.ts';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';

interface Judged {
	readonly report: JsonReport;
	readonly comparison?: {
		readonly best?: { readonly document: string };
		readonly hasMajority: boolean;
		readonly ranked: readonly { readonly document: string; readonly behind: number; readonly discarded: number }[];
	};
}

/** The exit code, and what stands in the last line: the report, and the comparison of several. */
async function judge(...args: readonly string[]): Promise<Judged & { readonly code: number }> {
	const { code, stdout, stderr } = await quorum(['inspect', ...args, '--format', 'json']);
	assert.equal(stderr, '');
	// As the command line says of itself; the tests look at the fields.
	return { code, ...(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Judged) };
}

function messagesOf({ report }: Judged, check: string): string[] {
	const found = report.verdicts.find(each => each.check === `disk/${check}`);
	assert.ok(found, check);
	return found.findings?.map(({ message }) => message) ?? [];
}

describe('the files of members that went down one after another', function () {
	this.timeout(120_000);
	let cluster: Cluster;
	let dirs: readonly string[];
	let leader: number;

	before(async () => {
		// Long enough that the last leader still takes a write before it sees that it is alone.
		cluster = await startCluster({ electionMs: 10_000, heartbeatMs: 500 });
		for (let round = 0; round < 5; round++) {
			await cluster.etcdctl(['put', `/registry/pods/default/p${round}`, 'v']);
		}
		const statuses = await Promise.all(
			cluster.endpoints.map(endpoint => cluster.etcdctl(['endpoint', 'status'], { endpoint, json: true })),
		);
		leader = statuses.findIndex(status => /"leader":(\d+)/.exec(status)?.[1] === /"member_id":(\d+)/.exec(status)?.[1]);
		const [first = 0, second = 0] = [0, 1, 2].filter(index => index !== leader);
		await cluster.member(first).kill();
		for (let round = 0; round < 30; round++) {
			await cluster.etcdctl(['put', 'later', `v${round}`], { endpoint: cluster.member(leader).clientUrl });
		}
		await cluster.member(second).kill();
		await assert.rejects(
			cluster.etcdctl(['put', '/registry/pods/default/acknowledged-by-nobody', 'x', '--command-timeout=1s'], {
				endpoint: cluster.member(leader).clientUrl,
			}),
		);
		await cluster.member(leader).kill();
		dirs = cluster.members.map(({ dataDir }) => dataDir);
	});
	after(() => cluster.close());

	it('show which holds most, and how far each is behind', async () => {
		const judged = await judge(...dirs);
		assert.equal(judged.code, 0, JSON.stringify(judged.report.verdicts.filter(({ verdict }) => verdict === 'failed')));
		const { best, ranked = [], hasMajority } = judged.comparison ?? {};
		assert.equal(best?.document, dirs[leader]);
		assert.equal(hasMajority, true);
		assert.ok((ranked.at(-1)?.behind ?? 0) >= 30, JSON.stringify(ranked));
		assert.ok(messagesOf(judged, 'member-behind').some(message => /lacks \d+ entries; .* holds most/.test(message)));
		assert.deepEqual(messagesOf(judged, 'data-differs'), []);
	});

	it('name the keys that a forced new cluster would discard', async () => {
		const judged = await judge(dirs[leader] ?? '');
		const [message = '', ...more] = messagesOf(judged, 'uncommitted-entries');
		assert.equal(more.length, 0);
		assert.match(
			message,
			/1 entries behind the commit index .* They touch \/registry\/pods\/default\/acknowledged-by-nobody\./,
		);
	});

	it('warn where a majority is missing, and of a copy', async () => {
		const copy = join(cluster.dir, 'copied');
		cpSync(dirs[0] ?? '', copy, { recursive: true });
		const judged = await judge(dirs[0] ?? '', copy);
		assert.match(messagesOf(judged, 'majority-missing')[0] ?? '', /No files were given of (?:m1, m2|m2, m1)\./);
		assert.match(messagesOf(judged, 'member-given-twice')[0] ?? '', /are all of the member/);
	});

	it('tell where a database and a WAL are damaged, and end with 1', async () => {
		const damaged = join(cluster.dir, 'damaged');
		cpSync(dirs[leader] ?? '', damaged, { recursive: true });
		const database = join(damaged, 'member', 'snap', 'db');
		const bytes = readFileSync(database);
		const { stdout } = await quorum(['inspect', damaged, 'pages', '--format', 'json']);
		const pages = stdout
			.trimEnd()
			.split('\n')
			.map(line => JSON.parse(line) as { id: number; kind: string; count: number });
		const [fullest] = pages.filter(({ kind }) => kind === 'leaf').sort((one, other) => other.count - one.count);
		bytes.writeUInt32LE(0x7fff, (fullest?.id ?? 0) * 4096);
		writeFileSync(database, bytes);
		const judged = await judge(damaged);
		assert.equal(judged.code, 1);
		assert.match(
			messagesOf(judged, 'database-damaged')[0] ?? '',
			/db, page \d+, offset \d+: The page calls itself page/,
		);
		truncateSync(database, 5000);
		assert.equal((await judge(damaged)).code, 1);
	});

	it('tell of a database that was put beside another WAL', async () => {
		const mixed = join(cluster.dir, 'mixed');
		const [first = 0] = [0, 1, 2].filter(index => index !== leader);
		cpSync(dirs[first] ?? '', mixed, { recursive: true });
		cpSync(join(dirs[leader] ?? '', 'member', 'snap', 'db'), join(mixed, 'member', 'snap', 'db'));
		const judged = await judge(mixed);
		const messages = messagesOf(judged, 'database-ahead-of-wal');
		// What was committed to the database last depends on the moment of the kill; where it is ahead, it is told.
		const [row] = (await quorum(['inspect', mixed, 'indexes', '--format', 'json'])).stdout.split('\n');
		const { consistentIndex, lastIndex } = JSON.parse(row ?? '') as { consistentIndex: number; lastIndex: number };
		assert.equal(messages.length, consistentIndex > lastIndex ? 1 : 0);
	});

	it('refuse an etcd that does not fit', async () => {
		assert.match(
			messagesOf(await judge(dirs[0] ?? '', '--etcd-version', '3.4'), 'version-unfit')[0] ?? '',
			/etcd 3\.4 does not start/,
		);
		assert.deepEqual(messagesOf(await judge(dirs[0] ?? '', '--etcd-version', '3.7'), 'version-unfit'), []);
	});
});

describe('the files of a member with an alarm and a learner beside it', function () {
	this.timeout(120_000);
	let cluster: Cluster;

	before(async () => {
		cluster = await startCluster({ size: 1, quotaBytes: 16 * 1024 * 1024 });
		await cluster.etcdctl(['member', 'add', 'late', '--learner', '--peer-urls=http://127.0.0.1:1']);
		await assert.rejects(cluster.fill({ bytes: 40_000_000 }));
		await cluster.member(0).stop();
	});
	after(() => cluster.close());

	it('tell of both', async () => {
		const judged = await judge(cluster.member(0).dataDir);
		assert.match(messagesOf(judged, 'alarm-stored')[0] ?? '', /the alarm NOSPACE is raised/);
		assert.match(messagesOf(judged, 'learner-left')[0] ?? '', /is a learner/);
		assert.deepEqual(messagesOf(judged, 'membership-inconsistent'), []);
	});
});

describe('the log of a member', function () {
	this.timeout(60_000);

	it('tells that its peers were lost, and that there was no leader', async () => {
		const cluster = await startCluster();
		const { clientUrl } = cluster.member(0);
		try {
			await cluster.member(1).kill();
			await cluster.member(2).kill();
			await assert.rejects(cluster.etcdctl(['put', 'a', 'b', '--command-timeout=2s'], { endpoint: clientUrl }));
			const log = join(cluster.dir, 'etcd.log');
			const deadline = Date.now() + 30_000;
			for (;;) {
				writeFileSync(log, cluster.member(0).log());
				const { stdout } = await quorum(['inspect', log, '--format', 'json']);
				const { report } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Judged;
				const failed = report.verdicts.filter(({ verdict }) => verdict === 'failed').map(({ check }) => check);
				if (failed.includes('log/peer-lost') && failed.includes('log/no-leader')) {
					return;
				}
				assert.ok(Date.now() < deadline, failed.join());
			}
		} finally {
			await cluster.close();
		}
	});
});
