import assert from 'node:assert/strict';
import { join } from 'node:path';
import { quorum } from '../support/command-line.ts';
import { boltPages, diskTool, numberAfter } from '../support/disk-tools.ts';
import type { Stored } from '../support/stored-data.ts';

type Json = Readonly<Record<string, unknown>>;

async function inspect(...args: readonly string[]): Promise<Json[]> {
	const { code, stdout, stderr } = await quorum(['inspect', ...args, '--format', 'json']);
	assert.equal(code, 0, stderr);
	// Each line is an object, as the command line says of itself; the tests look at the fields.
	return stdout
		.split('\n')
		.filter(Boolean)
		.map(line => JSON.parse(line) as Json);
}

/** Holds what `inspect` shows of a stopped member's files against what bbolt's and etcd's own tools print of them. */
export function heldAgainstOtherTools(of: () => { readonly stored: Stored; readonly dir: string }): void {
	const database = () => join(of().stored.dataDir, 'member', 'snap', 'db');
	const bbolt = (...args: readonly string[]) =>
		diskTool('bbolt', database(), of().dir, copy => [...args.slice(0, 1), copy, ...args.slice(1)]);
	const dumpDb = (command: string, ...args: readonly string[]) =>
		diskTool('etcd-dump-db', of().stored.dataDir, of().dir, copy => [command, copy, ...args]);
	const dumpLogs = (...flags: readonly string[]) =>
		diskTool('etcd-dump-logs', of().stored.dataDir, of().dir, copy => [...flags, copy]);

	it('has the buckets, the pages and the entries that bbolt has', async () => {
		const buckets = await inspect(database(), 'buckets');
		const names = buckets.map(({ name }) => String(name));
		assert.deepEqual(names, (await bbolt('buckets')).trim().split('\n'));
		assert.deepEqual(names, (await dumpDb('list-bucket')).trim().split('\n'));
		assert.match(await bbolt('check'), /^OK$/m);
		assert.deepEqual(await inspect(database(), 'pages'), boltPages(await bbolt('pages')));
		const stats = await bbolt('stats');
		const keys = buckets.reduce((sum, bucket) => sum + Number(bucket['keys']), 0);
		assert.equal(keys, numberAfter(stats, 'Number of keys/value pairs'));
		assert.equal(
			Math.max(...buckets.map(({ depth }) => Number(depth))),
			numberAfter(stats, 'Number of levels in B\\+tree'),
		);
	});

	it('reads a database with the free pages written down as bbolt does', async () => {
		const { dir } = of();
		const synced = join(dir, 'synced.db');
		await diskTool('bbolt', database(), dir, copy => ['compact', '-o', synced, copy]);
		const [check] = await inspect(synced, 'check');
		assert.equal(check?.['isFreelistSynced'], true);
		assert.equal(check?.['problems'], 0);
		const pages = await diskTool('bbolt', synced, dir, copy => ['pages', copy]);
		assert.deepEqual(await inspect(synced, 'pages'), boltPages(pages));
		const [[before], [after]] = [await inspect(database(), 'hash'), await inspect(synced, 'hash')];
		assert.equal(after?.['hash'], before?.['hash']);
	});

	it('has the hash and the indexes that etcd-dump-db prints', async () => {
		const [hash] = await inspect(database(), 'hash', '--server');
		assert.equal(hash?.['hash'], numberAfter(await dumpDb('hash'), 'Hash'));
		const [indexes] = await inspect(database(), 'indexes');
		const meta = await dumpDb('iterate-bucket', 'meta', '--decode');
		assert.equal(indexes?.['consistentIndex'], Number(/key="consistent_index", value=(\d+)/.exec(meta)?.[1]));
		assert.equal(String(indexes?.['term'] ?? ''), /key="term", value=(\d+)/.exec(meta)?.[1] ?? '');
	});

	it('has every revision of every key that etcd-dump-db prints', async () => {
		const line =
			/^rev=\{Revision:\{Main:(\d+) Sub:(\d+)\} tombstone:(\w+)\}, value=\[key "(.*?)" \| val .* \| created (\d+) \| mod \d+ \| ver (\d+)\]$/;
		const dumped = (await dumpDb('iterate-bucket', 'key', '--decode'))
			.trim()
			.split('\n')
			.map(text => (line.exec(text) ?? assert.fail(text.slice(0, 200))).slice(1));
		const rows = await inspect(database(), 'keys', '--revisions', '--reverse');
		const shown = rows.map(row =>
			['modRevision', 'subRevision', 'deleted', 'key', 'createRevision', 'version'].map(field => String(row[field])),
		);
		assert.equal(shown.length, dumped.length);
		assert.deepEqual(shown, dumped);
	});

	it('has the ids, the indexes and the entries of the log that etcd-dump-logs prints', async () => {
		const dump = await dumpLogs();
		const [indexes] = await inspect(of().stored.dataDir, 'indexes');
		const [, nodeId, clusterId, term, commit, vote] =
			/nodeID=(\w+) clusterID=(\w+) term=(\d+) commitIndex=(\d+) vote=(\w+)/.exec(dump) ?? [];
		assert.deepEqual([indexes?.['memberId'], indexes?.['clusterId'], indexes?.['vote']], [nodeId, clusterId, vote]);
		assert.deepEqual([indexes?.['term'], indexes?.['commitIndex']], [Number(term), Number(commit)]);
		assert.equal(indexes?.['lastIndex'], Number(/lastIndex=(\d+)/.exec(dump)?.[1]));
		const printed = [...dump.matchAll(/^ *(\d+)\t *(\d+)\t(norm|conf)/gm)].map(([, at, index, type]) => [
			at,
			index,
			type,
		]);
		const entries = await inspect(of().stored.dataDir, 'wal', '--from', String(printed[0]?.[1] ?? 0));
		const shown = entries
			.filter(entry => !entry['replaced'])
			.map(({ term: at, index, type }) => [String(at), String(index), type === 'normal' ? 'norm' : 'conf']);
		assert.ok(shown.length > 0);
		assert.deepEqual(shown, printed);
	});

	it('has every record of the log that etcd-dump-logs --raw prints', async () => {
		const raw = await dumpLogs('-raw');
		const records = await inspect(of().stored.dataDir, 'wal', '--raw');
		const names = { entry: 'Entry', state: 'HardState', metadata: 'Metadata', snapshot: 'Snapshot', crc: 'CRC' };
		for (const [record, name] of Object.entries(names)) {
			const printed = raw.match(new RegExp(`^${name}:`, 'gm'))?.length ?? 0;
			assert.equal(records.filter(each => each['record'] === record).length, printed, name);
		}
	});
}
