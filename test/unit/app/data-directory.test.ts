import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outlineOf } from '../../../src/app/browse/data-directory.ts';
import { diskFixture } from '../../support/disk-fixture.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

describe('the outline of a data directory', () => {
	const dir = makeTempDir('outline');
	after(() => removeTempDir(dir));

	it('shows what is there beside a folder that cannot be looked into, and a link to nowhere', () => {
		mkdirSync(join(dir, 'member', 'snap'), { recursive: true });
		writeFileSync(join(dir, 'member', 'snap', '0000000000000002-000000000000003d.snap'), diskFixture('.snap'));
		symlinkSync(join(dir, 'nowhere'), join(dir, 'member', 'snap', 'db'));
		symlinkSync(join(dir, 'nowhere'), join(dir, 'member', 'wal'));
		const { database, snaps, wal, unreadable } = outlineOf(dir);
		assert.match(database?.detail ?? '', /ENOENT/);
		assert.deepEqual([snaps.length, wal.length], [1, 0]);
		assert.match(unreadable.join(), /member\/wal cannot be read: ENOENT/);
	});
});
