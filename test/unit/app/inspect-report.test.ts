import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { judgedText, judgeFiles } from '../../../src/app/inspect-report.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { entriesOf, rootBucket, Visited } from '../../../src/disk/bbolt-bucket.ts';
import { openDatabase } from '../../../src/disk/database.ts';
import { readerOf } from '../../../src/disk/reader.ts';
import { diskFixture } from '../../support/disk-fixture.ts';

describe('paths that are judged', () => {
	let dir: string;
	before(() => {
		dir = mkdtempSync(join(tmpdir(), 'quorum-inspect-'));
	});
	after(() => rmSync(dir, { recursive: true, force: true }));

	const options = { settings: defaultSettings, targets: {}, now: 0 };
	const judge = (...paths: readonly string[]) => judgeFiles(paths, options, new AbortController().signal);
	const file = (name: string, bytes: Uint8Array | string) => {
		writeFileSync(join(dir, name), bytes);
		return join(dir, name);
	};
	const line = '{"level":"warn","ts":"2026-08-20T12:00:00Z","msg":"slow fdatasync","took":"2s"}\n';

	it('may be a database, a log and a compressed log together', async () => {
		const judged = await judge(
			file('db', diskFixture('db')),
			file('a.log', line),
			file('b.log.gz', gzipSync(line + line)),
		);
		assert.deepEqual([judged.disks.length, judged.logs.map(({ lines }) => lines)], [1, [1, 2]]);
		const text = judgedText(judged);
		assert.match(text, /^database: .*\/db$/m);
		assert.match(text, /b\.log\.gz: “slow fdatasync” 2 times, first in line 1; .* longest 2 s\.  \[log\/slow-disk\]/);
	});

	it('ask of a log alone nothing that only a database tells', async () => {
		const { report } = await judge(file('a.log', line));
		assert.ok(report.verdicts.every(({ check }) => check.startsWith('log/')));
	});

	it('may be a log with zeros in it, as a machine that stopped leaves them, and one of Windows', async () => {
		const judged = await judge(
			file('zeros.log', `${line}${'\0'.repeat(9000)}${line}`),
			file('windows.log', Buffer.from(`\ufeff${line}${line}`, 'utf16le')),
		);
		assert.deepEqual(
			judged.logs.map(({ lines, foreign }) => [lines, foreign]),
			[
				[2, 0],
				[2, 0],
			],
		);
	});

	it('may be a compressed log that was cut off: what is there is judged, and that there was more is told', async () => {
		const long = Array.from({ length: 20_000 }, (_, at) => line.replace('2s', `${at + 2}s`)).join('');
		const packed = gzipSync(long);
		const { logs, report } = await judge(file('cut.log.gz', packed.subarray(0, packed.length - 100)));
		assert.ok((logs[0]?.lines ?? 0) > 1000);
		const slow = report.verdicts.find(({ check }) => check === 'log/slow-disk');
		assert.match(JSON.stringify(slow), /cut\.log\.gz was read in part: .*unexpected end of file/);
		assert.match(JSON.stringify(slow), /slow fdatasync/);
	});

	it('are read as far as they can be looked into', async () => {
		const half = mkdtempSync(join(dir, 'half-'));
		mkdirSync(join(half, 'member', 'snap'), { recursive: true });
		writeFileSync(join(half, 'member', 'snap', 'db'), diskFixture('db'));
		// As where the disk of the log is not mounted.
		symlinkSync(join(dir, 'not-there'), join(half, 'member', 'wal'));
		const { disks, report } = await judge(half);
		assert.deepEqual([disks[0]?.database?.entries, disks[0]?.unread.map(({ part }) => part)], [94, ['wal']]);
		const damaged = report.verdicts.find(({ check }) => check === 'disk/wal-damaged');
		assert.match(JSON.stringify(damaged), /member\/wal cannot be read: ENOENT/);
	});

	it('are refused when they are of another program', async () => {
		const bytes = diskFixture('db');
		const pages = openDatabase(readerOf(bytes))?.pages ?? assert.fail();
		const buckets = [...entriesOf(pages, rootBucket(pages), { visited: new Visited() })];
		buckets.find(({ key }) => Buffer.from(key).equals(Buffer.from('key')))?.key.set(Buffer.from('kex'));
		await assert.rejects(judge(file('other.db', bytes)), /other\.db is a bbolt file, and not of etcd/);
	});

	it('are refused when they are neither, rather than found well', async () => {
		await assert.rejects(judge(file('x.yaml', 'kind: Pod\n')), /x\.yaml is no file of etcd/);
		await assert.rejects(judge(file('zeros', new Uint8Array(9000))), /zeros is not a database of etcd/);
		await assert.rejects(judge(file('empty', '')), /empty is not a database of etcd/);
	});
});
