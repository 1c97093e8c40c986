import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileExecutor } from '../../../src/app/snapshots/file-executor.ts';
import { allSnapshots } from '../../../src/app/plans.ts';
import { newestGoodOf } from '../../../src/app/snapshots/save-scheduled.ts';
import { snapshotsKnownHere } from '../../../src/app/snapshots/known-here.ts';
import { ExpectedError } from '../../../src/core/errors.ts';
import { diskFixture } from '../../support/disk-fixture.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

describe('The catalogue of snapshots', () => {
	let folder: string;
	beforeEach(() => (folder = makeTempDir('catalogue')));
	afterEach(() => removeTempDir(folder));

	const run = {
		deadline: AbortSignal.timeout(60_000),
		timeoutMs: 60_000,
		cancelled: new AbortController().signal,
		tell: () => undefined,
	};
	const aboutOf = (takenAt: number, more = {}) => ({
		cluster: 'prod',
		clusterId: 'c1',
		member: 'm0',
		memberId: '1a',
		etcdVersion: '3.6.1',
		takenAt,
		atLeastRevision: 1,
		...more,
	});

	/** A file as `snapshot save` leaves it: a database and the sum of it. */
	function snapshot(name: string, change: (database: Buffer) => Buffer = database => database): string {
		const path = join(folder, name);
		const bytes = change(diskFixture('db'));
		writeFileSync(path, Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]));
		return path;
	}

	const verify = (path: string, about = aboutOf(1)) =>
		fileExecutor(folder).act({ kind: 'file', operation: 'verify-snapshot', path, about }, run);
	const isGood = async (path: string) =>
		(await fileExecutor(folder).ask({ kind: 'file', question: 'snapshot-verified', path }, run)).holds;

	it('takes what is whole, with its revision and size, for its user alone', async () => {
		const path = snapshot('a.db');
		assert.equal(await isGood(path), false);
		await verify(path);
		assert.equal(await isGood(path), true);
		const [record] = await allSnapshots(folder);
		assert.equal(record?.sizeBytes, statSync(path).size);
		assert.ok(record.revision > 1 && record.entries > 10 && /^[0-9a-f]{64}$/.test(record.sha256));
		assert.equal(statSync(join(folder, 'catalogue')).mode & 0o777, 0o700);
	});

	it('tells a diagnosis what it holds, and nothing where it is not there', async () => {
		assert.deepEqual(await snapshotsKnownHere(join(folder, 'nowhere')), []);
		const path = snapshot('a.db');
		await verify(path, aboutOf(7));
		const sizeBytes = statSync(path).size;
		const known = { clusterId: 'c1', file: 'a.db', takenAt: 7, sizeBytes };
		assert.deepEqual(await snapshotsKnownHere(folder), [{ ...known, state: 'good' }]);
		rmSync(path);
		assert.deepEqual(await snapshotsKnownHere(folder), [{ ...known, state: 'missing' }]);
	});

	it('knows the newest good one of a connection, and none of the future', async () => {
		await verify(snapshot('a.db'), aboutOf(7));
		await verify(snapshot('b.db'), aboutOf(9, { cluster: 'other' }));
		await verify(snapshot('c.db'), aboutOf(11));
		assert.equal(await newestGoodOf('prod', 12, folder), 11);
		assert.equal(await newestGoodOf('prod', 10, folder), 7, 'the clock was set back since');
		rmSync(join(folder, 'a.db'));
		assert.equal(await newestGoodOf('prod', 10, folder), undefined);
	});

	const damages: readonly (readonly [string, (path: string) => void])[] = [
		['was cut short', path => truncateSync(path, statSync(path).size - 100)],
		['lost its sum', path => truncateSync(path, statSync(path).size - 32)],
		['has another sum', path => writeFileSync(path, Buffer.concat([diskFixture('db'), Buffer.alloc(32)]))],
		['is empty', path => truncateSync(path, 0)],
		['is something else', path => writeFileSync(path, 'hello')],
	];
	for (const [what, damage] of damages) {
		it(`never takes what ${what}`, async () => {
			const path = snapshot('a.db');
			damage(path);
			await assert.rejects(verify(path), ExpectedError);
			assert.deepEqual([await isGood(path), await allSnapshots(folder)], [false, []]);
		});
	}

	it('never takes a database whose pages are damaged, though its sum is right', async () => {
		const path = snapshot('a.db', database => {
			// Every page but the meta pages says that it is of no kind.
			for (let at = 2 * 4096; at < database.length; at += 4096) {
				database.writeUInt16LE(0xffff, at + 8);
			}
			return database;
		});
		await assert.rejects(verify(path), /damaged/);
		assert.deepEqual(await allSnapshots(folder), []);
	});

	it('never takes one that is older than what was asked for', async () => {
		await assert.rejects(verify(snapshot('a.db'), aboutOf(1, { atLeastRevision: 1_000_000 })), /ends at revision/);
		assert.deepEqual(await allSnapshots(folder), []);
	});

	it('tells when a file is gone or was changed since', async () => {
		const path = snapshot('a.db');
		await verify(path);
		const later = new Date(Date.now() + 60_000);
		utimesSync(path, later, later);
		assert.equal((await allSnapshots(folder))[0]?.state, 'changed');
		rmSync(path);
		assert.equal((await allSnapshots(folder))[0]?.state, 'missing');
	});

	it('removes the oldest good ones of one cluster and one folder, and never the newest', async () => {
		for (const [name, takenAt, clusterId] of [
			['a.db', 1, 'c1'],
			['b.db', 2, 'c1'],
			['c.db', 3, 'c1'],
			['d.db', 0, 'c2'],
		] as const) {
			await verify(snapshot(name), aboutOf(takenAt, { clusterId }));
		}
		const prune = (keep: number) =>
			fileExecutor(folder).act({ kind: 'file', operation: 'prune-snapshots', folder, clusterId: 'c1', keep }, run);
		await prune(2);
		assert.deepEqual(
			(await allSnapshots(folder)).map(({ path }) => path),
			['c.db', 'b.db', 'd.db'].map(name => join(folder, name)),
		);
		assert.ok(!existsSync(join(folder, 'a.db')));
		// A newer one elsewhere, which somebody may take away, does not count.
		mkdirSync(join(folder, 'mine'));
		await verify(snapshot(join('mine', 'e.db')), aboutOf(9, { clusterId: 'c1' }));
		await prune(2);
		assert.ok(existsSync(join(folder, 'b.db')), 'it was pushed out by one of another folder');
		await prune(0);
		assert.ok(existsSync(join(folder, 'c.db')), 'the newest stays whatever is asked');
	});
});
