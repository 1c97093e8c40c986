import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseBrowser } from '../../../src/app/browse/database-browser.ts';
import { ExpectedError } from '../../../src/core/errors.ts';
import { writeLargeDatabase } from '../../support/large-database.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

const never = new AbortController().signal;
const MiB = 1024 * 1024;

describe('a database that one looks around in', () => {
	let dir: string;
	let large: string;

	before(() => {
		dir = makeTempDir('browse');
		large = join(dir, 'large.db');
		// A GiB, nearly all of it holes.
		writeLargeDatabase(large, 1024, MiB);
	});
	after(() => removeTempDir(dir));

	it('reads little of a large file for its first screen', () => {
		const browser = new DatabaseBrowser(large);
		const overview = browser.overview();
		const page = browser.changes();
		const bytes = browser.bytesRead;
		browser.close();
		assert.equal(overview.isSmall, false);
		assert.ok(overview.fileBytes > 1024 * MiB);
		assert.equal(page.changes[0]?.shown, '/registry/things/default/thing-001023');
		assert.equal(page.hasMore, true);
		assert.ok(bytes < 12 * MiB, `${bytes} bytes`);
	});

	it('tells how far it is, and can be stopped: what was read stays', async () => {
		const browser = new DatabaseBrowser(large, 0);
		const told: number[] = [];
		const stop = new AbortController();
		const part = await browser.read(stop.signal, share => {
			told.push(share);
			stop.abort();
		});
		assert.deepEqual([part.isWhole, told.length], [false, 1]);
		assert.ok(part.keys > 0 && part.keys < 1024, `${part.keys} keys`);
		assert.deepEqual(
			part.parts.map(({ kind }) => kind),
			['live', 'history', 'unread'],
		);
		const { rows } = browser.rows('/registry/things/default/');
		assert.equal(rows.length === part.keys ? rows.at(-1)?.shown : 'thing-001023', 'thing-001023');
		assert.equal(rows.length, Math.min(200, part.keys));
		const whole = await browser.read(never, () => undefined);
		assert.deepEqual([whole.isWhole, whole.keys], [true, 1024]);
		assert.equal(
			whole.parts.reduce((sum, { bytes }) => sum + bytes, 0),
			browser.overview().fileBytes,
		);
		browser.close();
	});

	it('goes on before what was read, as the keys were then', async () => {
		const browser = new DatabaseBrowser(large);
		const newest = await browser.read(never, () => undefined, { mostChanges: 1000 });
		assert.deepEqual([newest.isWhole, newest.oldest, newest.keys], [false, 26, 1000]);
		const older = await browser.read(never, () => undefined, { asOf: (newest.oldest ?? 0) - 1 });
		assert.deepEqual([older.isWhole, older.asOf, older.keys], [true, 25, 24]);
		assert.deepEqual(
			older.parts.map(({ kind }) => kind),
			['history', 'unread'],
		);
		assert.equal(browser.rows('/registry/things/default/').rows.at(-1)?.shown, 'thing-000023');
		browser.close();
	});

	it('shows each change of a key, deletions too, and refuses what is not there', async () => {
		const browser = new DatabaseBrowser(join(process.cwd(), 'test', 'fixtures', 'disk', 'db'));
		await browser.read(never, () => undefined);
		const { changes } = browser.key('/registry/pods/default/p3');
		assert.deepEqual(
			changes.map(change => browser.value(change, false).what),
			['deleted', 'text', 'text'],
		);
		assert.throws(() => browser.value({ main: 4711, sub: 0, isTombstone: false }, false), ExpectedError);
		browser.close();
	});

	it('that is none says so', () => {
		const browser = new DatabaseBrowser(join(process.cwd(), 'package.json'));
		assert.throws(() => browser.overview(), /is not a database of etcd/);
		browser.close();
	});
});
