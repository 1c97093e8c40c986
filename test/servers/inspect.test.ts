import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { etcdVersions } from '../../scripts/setup/etcd.mjs';
import { run } from '../../scripts/setup/exec.mjs';
import { Message } from '../../src/core/protobuf.ts';
import { quorum, type JsonReport } from '../support/command-line.ts';
import { startCluster, type Cluster, type EtcdVersion } from '../support/etcd-cluster.ts';
import { cleanEnv } from '../support/etcd-member.ts';
import { password, storeData, type Stored } from '../support/stored-data.ts';

import { heldAgainstOtherTools } from './disk-oracles.ts';

type Json = Readonly<Record<string, unknown>>;

async function inspect(...args: readonly string[]): Promise<Json[]> {
	const { code, stdout, stderr } = await quorum(['inspect', ...args, '--format', 'json']);
	assert.equal(stderr, '');
	assert.equal(code, 0);
	// Each line is an object, as the command line says of itself; the tests look at the fields.
	return stdout
		.split('\n')
		.filter(Boolean)
		.map(line => JSON.parse(line) as Json);
}

/** The ids of the checks that a report says failed, but for those that only tell. */
function findingsIn(line: Json | undefined): string[] {
	// As `docs/report.schema.json` has it.
	const { verdicts } = line?.['report'] as JsonReport;
	return verdicts.filter(each => each.findings?.some(({ severity }) => severity !== 'info')).map(each => each.check);
}

async function inspectOne(...args: readonly string[]): Promise<Json> {
	const [row, ...more] = await inspect(...args);
	assert.ok(row);
	assert.equal(more.length, 0);
	return row;
}

function filesBelow(dir: string): string[] {
	return readdirSync(dir, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name));
}

/** Contents and times of all files below: what reading must leave as it is. */
function stateOf(dir: string): string[] {
	return filesBelow(dir).map(file => {
		const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
		return `${file} ${sum} ${statSync(file).mtimeMs}`;
	});
}

/** `Maintenance.Hash`, which etcdctl does not have: field 2 of the answer is the hash. */
async function hashCall(url: string): Promise<number> {
	const client = new Client(new URL(url).host, credentials.createInsecure());
	try {
		const answer = await new Promise<Buffer>((resolve, reject) => {
			const path = '/etcdserverpb.Maintenance/Hash';
			const bytes = (value: Buffer) => value;
			client.makeUnaryRequest(path, bytes, bytes, Buffer.alloc(0), (error, value) =>
				value ? resolve(value) : reject(error ?? new Error('No answer.')),
			);
		});
		return new Message(answer).int(2);
	} finally {
		client.close();
	}
}

/** Every version's own tool on the same files. */
for (const version of etcdVersions as readonly EtcdVersion[]) {
	describe(`inspect the files of etcd ${version}`, function () {
		this.timeout(120_000);
		let cluster: Cluster;
		let stored: Stored;
		let untouched: string[];

		before(async () => {
			cluster = await startCluster({ version, size: 1, flags: ['--snapshot-count=500'] });
			stored = await storeData(cluster);
		});
		after(() => cluster.close());
		beforeEach(() => {
			untouched = stateOf(join(cluster.dir, 'stored'));
		});
		afterEach(() => assert.deepEqual(stateOf(join(cluster.dir, 'stored')), untouched));

		const database = () => join(stored.dataDir, 'member', 'snap', 'db');

		/** On a copy: the tool may write to what it reads. */
		const etcdutl = async (file: string, ...command: string[]): Promise<Json> => {
			const { etcdutl, etcdctl } = cluster.member(0).binaries;
			const copy = join(cluster.dir, 'copy.db');
			cpSync(file, copy);
			const answer = await run(etcdutl ?? etcdctl, [...command, copy, '-w', 'json'], { env: cleanEnv() });
			return JSON.parse(answer) as Json;
		};

		it('gives the hash, revision, keys and size of `snapshot status`', async () => {
			for (const file of [stored.snapshot, database()]) {
				const status = await etcdutl(file, 'snapshot', 'status');
				const hash = await inspectOne(file, 'hash');
				assert.equal(hash['hash'], status['hash']);
				assert.equal(hash['revision'], status['revision']);
				assert.equal(hash['sizeBytes'], status['totalSize']);
				assert.equal(hash['trailer'], file === stored.snapshot ? 'right' : 'none');
				// Up to 3.5 the tool counts the entries of all buckets, then the keys that exist.
				const [total] = await inspect(file, 'stats');
				const isOld = ['3.4', '3.5'].includes(version);
				assert.equal(isOld ? hash['entries'] : total?.['keys'], status['totalKey']);
				const { storageVersion } = await inspectOne(file, 'indexes');
				assert.equal(storageVersion, status['version']);
			}
		});

		heldAgainstOtherTools(() => ({ stored, dir: cluster.dir }));

		it('gives the HashKV that the member gave', async () => {
			for (const expected of stored.hashes) {
				const args = ['hash', '--kv', '--revision', String(expected.revision)];
				assert.deepEqual(await inspectOne(stored.snapshot, ...args), expected);
				assert.deepEqual(await inspectOne(stored.dataDir, ...args), expected);
			}
			assert.deepEqual(await inspectOne(stored.dataDir, 'hash', '--kv'), stored.hashes[0]);
		});

		it('finds the database whole, and each page of one kind', async () => {
			const check = await inspectOne(stored.dataDir, 'check');
			assert.equal(check['problems'], 0);
			const pages = await inspect(stored.dataDir, 'pages');
			const count = pages.reduce((sum, { overflow }) => sum + 1 + Number(overflow), 0);
			assert.equal(count, check['pages']);
			assert.equal(pages.filter(({ kind }) => kind === 'free').length, check['free']);
			assert.ok(
				pages.some(({ overflow }) => Number(overflow) > 50),
				'a value over many pages',
			);
			const buckets = await inspect(stored.dataDir, 'buckets');
			assert.equal(buckets.find(({ name }) => name === 'key')?.['depth'], 3);
		});

		it('tells where the member is in the log', async () => {
			const indexes = await inspectOne(stored.dataDir, 'indexes');
			assert.equal(indexes['memberId'], stored.memberId.toString(16));
			assert.equal(indexes['clusterId'], stored.clusterId.toString(16));
			assert.ok(Number(indexes['commitIndex']) >= stored.raftIndex, JSON.stringify(indexes));
			// 3.4 does not count what changes authentication.
			const lag = Number(indexes['commitIndex']) - Number(indexes['consistentIndex']);
			assert.ok(version === '3.4' ? lag < 20 : lag === 0, JSON.stringify(indexes));
			assert.equal(indexes['lastIndex'], indexes['commitIndex']);
			assert.equal(indexes['term'], stored.raftTerm);
			assert.equal(indexes['vote'], stored.memberId.toString(16));
			assert.deepEqual(indexes['voters'], [stored.memberId.toString(16)]);
			assert.ok(Number(indexes['snapshotIndex']) >= 6000, JSON.stringify(indexes));
		});

		it('shows the members, the leases and whether authentication is on', async () => {
			const [summary, judged] = await inspect(stored.dataDir);
			assert.ok(summary);
			assert.deepEqual(findingsIn(judged), []);
			assert.equal(summary['problems'], 0);
			assert.equal(summary['leases'], 1);
			assert.match(String(summary['members']), new RegExp(`^${stored.memberId.toString(16)} m0 http://`));
			assert.match(String(summary['authentication']), /^on, 1 users, 1 roles$/);
			assert.equal(summary['clusterVersion'], `${version}.0`);
		});

		it('shows keys as the member did', async () => {
			const pods = await inspect(stored.dataDir, 'keys', '--prefix', '/registry/');
			const expected = [0, 15, 16, 17, 18, 19, 2, 4, 5, 6, 7, 8].map(index => `/registry/pods/default/p${index}`);
			assert.deepEqual(
				pods.map(({ key }) => key),
				expected,
			);
			const again = await inspectOne(stored.dataDir, 'get', 'again');
			assert.deepEqual([again['value'], again['version']], ['once more', 1]);
			const leased = await inspectOne(stored.dataDir, 'get', 'leased');
			assert.equal(leased['lease'], stored.leaseId);
			const txn = await inspect(stored.dataDir, 'keys', '--prefix', 'inTxn/', '--revisions');
			assert.deepEqual(
				txn.map(({ subRevision }) => subRevision),
				[0, 1, 2],
			);
			const large = await inspectOne(stored.dataDir, 'get', 'fill/00000003');
			assert.equal(large['valueBytes'], 300_000);
			assert.ok(String(large['value']).startsWith('3 3 3 '));
		});

		it('shows every entry of the log, and no password', async () => {
			const entries = await inspect(stored.dataDir, 'wal');
			const { lastIndex } = await inspectOne(stored.dataDir, 'indexes');
			assert.deepEqual(
				entries.map(({ index }) => index),
				Array.from({ length: Number(lastIndex) }, (_, at) => at + 1),
			);
			const count = (kind: string) => entries.filter(({ request }) => request === kind).length;
			// 60 pods and one of them once more, 10 large, 4000 small, 3000 medium, 1 with a lease and 2 `again`.
			assert.equal(count('put'), 60 + 1 + 10 + 4000 + 3000 + 1 + 2);
			assert.equal(count('delete_range'), 4);
			assert.equal(count('txn'), 1);
			assert.equal(count('compaction'), 1);
			assert.equal(count('lease_grant'), 1);
			assert.equal(count('auth_enable'), 1);
			assert.ok(
				entries.every(({ request }) => request !== undefined),
				'each is decoded',
			);
			const secret = await inspect(stored.dataDir, 'wal', '--type', 'auth_user_add,authenticate');
			assert.ok(secret.length >= 1);
			assert.ok(!JSON.stringify(secret).includes(password));
			const touching = await inspect(stored.dataDir, 'wal', '--key', 'inTxn/2');
			assert.deepEqual(
				touching.map(({ request }) => request),
				['txn'],
			);
		});

		it('shows any bucket, decoded where etcd has a form of its own, but no password', async () => {
			const [lease] = await inspect(stored.dataDir, 'keys', '--bucket', 'lease', '--decode');
			assert.deepEqual(lease?.['decoded'], { lease: stored.leaseId, ttlSeconds: 1000, remainingSeconds: 0 });
			const meta = await inspect(stored.dataDir, 'keys', '--bucket', 'meta', '--decode');
			const { consistentIndex } = await inspectOne(stored.dataDir, 'indexes');
			assert.deepEqual(meta.find(({ key }) => key === 'consistent_index')?.['decoded'], { number: consistentIndex });
			const users = await inspect(stored.dataDir, 'keys', '--bucket', 'authUsers');
			assert.deepEqual(users, [{ key: 'root', roles: ['root'], valueBytes: users[0]?.['valueBytes'] }]);
			const [last] = await inspect(stored.dataDir, 'keys', '--bucket', 'key', '--reverse', '--limit', '1', '--decode');
			assert.equal(Object(last?.['decoded'])['name'], 'again');
		});

		it('shows what a key was before', async () => {
			const older = await inspect(stored.dataDir, 'keys', '--revision', '110');
			assert.ok(older.length > 20 && older.every(({ modRevision }) => Number(modRevision) <= 110));
			const compacted = await quorum(['inspect', stored.dataDir, 'keys', '--revision', '69']);
			assert.equal(compacted.code, 2);
			assert.match(compacted.stderr, /Revision 69 has been compacted away; the oldest that is whole is 70\./);
		});

		it('tells which keys differ', async () => {
			const before = await inspect(stored.dataDir, 'diff', stored.snapshot);
			assert.deepEqual(before, []);
			const damaged = join(cluster.dir, 'other.db');
			const bytes = readFileSync(database());
			let found = 0;
			for (let at = bytes.indexOf('once more'); at >= 0; at = bytes.indexOf('once more', at + 1)) {
				bytes[at] = 'O'.charCodeAt(0);
				found++;
			}
			assert.ok(found > 0);
			writeFileSync(damaged, bytes);
			const [difference, ...more] = await inspect(stored.dataDir, 'diff', damaged);
			assert.deepEqual([difference?.['key'], difference?.['difference'], more.length], ['again', 'value', 0]);
		});

		it('takes the log from another place, and shows every record of it', async () => {
			const dir = join(cluster.dir, 'wal-elsewhere');
			cpSync(join(stored.dataDir, 'member', 'wal'), dir, { recursive: true });
			const { lastIndex } = await inspectOne(database(), 'indexes', '--wal-dir', dir);
			assert.equal(lastIndex, (await inspectOne(stored.dataDir, 'indexes'))['lastIndex']);
			const records = await inspect(dir, 'wal', '--raw');
			const kinds = new Set(records.map(({ record }) => record));
			assert.deepEqual([...kinds].sort(), ['crc', 'entry', 'metadata', 'snapshot', 'state']);
		});

		it('tells a snapshot that was changed, and one that was cut off', async () => {
			const damaged = join(cluster.dir, 'damaged.db');
			const bytes = readFileSync(stored.snapshot);
			const at = bytes.indexOf('once more');
			bytes[at] = 'O'.charCodeAt(0);
			writeFileSync(damaged, bytes);
			const changed = await quorum(['inspect', damaged, 'check']);
			assert.equal(changed.code, 1);
			assert.match(changed.stderr, /damaged\.db, offset \d+: The SHA-256/);
			truncateSync(damaged, Math.floor(bytes.length / 8192) * 4096);
			const cut = await quorum(['inspect', damaged, 'check']);
			assert.equal(cut.code, 1);
			assert.match(cut.stderr, /damaged\.db, page \d+, offset \d+: .*beyond the end of the file/);
			const [difference] = await inspect(stored.snapshot, 'diff', database());
			assert.equal(difference, undefined);
		});

		it('reads the log up to where it was cut, and says where', async () => {
			const dir = join(cluster.dir, 'cut-wal');
			cpSync(join(stored.dataDir, 'member', 'wal'), dir, { recursive: true });
			const [file = ''] = filesBelow(dir)
				.filter(name => name.endsWith('.wal'))
				.sort()
				.slice(-1);
			const rows = await inspect(dir, 'wal');
			const last = rows.filter(row => row['file'] === file).at(-1);
			truncateSync(file, Number(last?.['offset']) + 12);
			const cut = await quorum(['inspect', dir, 'indexes', '--format', 'json']);
			assert.equal(cut.code, 1);
			assert.match(cut.stderr, new RegExp(`offset ${String(last?.['offset'])}: A record claims`));
			assert.equal(JSON.parse(cut.stdout).lastIndex, Number(last?.['index']) - 1);
		});
	});
}

/** etcd writes and compacts behind its answers, within a moment or, on a busy machine, some seconds: tries until then. */
async function settled(look: () => Promise<void>): Promise<void> {
	for (const deadline = Date.now() + 30_000; ; await new Promise(resolve => setTimeout(resolve, 300))) {
		try {
			return await look();
		} catch (error) {
			if (Date.now() > deadline) throw error;
		}
	}
}

describe('inspect the files of a running etcd', function () {
	this.timeout(60_000);
	let cluster: Cluster;

	before(async () => {
		cluster = await startCluster({ size: 1 });
		await cluster.fill({ bytes: 20_000_000, valueBytes: 1000, keys: 2000 });
	});
	after(() => cluster.close());

	it('shows changes as they were at one moment, however long it takes', async () => {
		const { dataDir } = cluster.member(0);
		const load = cluster.startLoad(500);
		try {
			const [before, stopped] = [await cluster.revision(), join(cluster.dir, 'before.db')];
			await cluster.etcdctl(['snapshot', 'save', stopped]);
			const revisions = (await inspect(dataDir, 'keys', '--revisions')).map(row => Number(row['modRevision']));
			const [first = 0] = revisions;
			assert.deepEqual(
				revisions,
				Array.from(revisions, (_, at) => first + at),
				'each change is there',
			);
			assert.ok((revisions.at(-1) ?? 0) >= Number(before));
			assert.deepEqual(await inspect(dataDir, 'diff', stopped, '--revision', String(before)), []);
			const pages = await quorum(['inspect', dataDir, 'pages', '--format', 'json']);
			assert.ok(pages.stderr === '' || /etcd wrote while/.test(pages.stderr), pages.stderr);
		} finally {
			await load.stop();
		}
	});

	it('reads them while they are written, and neither waits nor crashes', async () => {
		const load = cluster.startLoad(500);
		try {
			for (let round = 0; round < 5; round++) {
				const { code, stdout } = await quorum(['inspect', cluster.member(0).dataDir, '--format', 'json']);
				assert.ok(code === 0 || /etcd wrote while/.test(stdout), stdout);
				assert.equal(JSON.parse(stdout.split('\n')[0] ?? '').members.length, 1);
				await cluster.etcdctl(['compact', await cluster.revision()]);
			}
		} finally {
			await load.stop();
		}
	});

	it('gives the hash of the whole database as the member gives it', async () => {
		await settled(async () => {
			const { hash } = await inspectOne(cluster.member(0).dataDir, 'hash', '--server');
			assert.equal(hash, await hashCall(cluster.member(0).clientUrl));
		});
	});

	it('is told the same hash as the member, of the same revision', async () => {
		await settled(async () => {
			const answer = await cluster.etcdctl(['endpoint', 'hashkv'], { json: true });
			const { hash } = await inspectOne(cluster.member(0).dataDir, 'hash', '--kv');
			assert.equal(String(hash), /"hash":(\d+)/.exec(answer)?.[1]);
		});
	});
});
