import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { membersIn, outlineOf } from '../../../src/app/browse/data-directory.ts';
import { WalBrowser } from '../../../src/app/browse/wal-browser.ts';

const folder = join(process.cwd(), 'test', 'fixtures', 'disk');
const wal = join(folder, readdirSync(folder).find(name => name.endsWith('.wal')) ?? '');
const signal = new AbortController().signal;
const all = { isWhole: false, isRaw: false };

describe('a write-ahead log that one looks through', () => {
	it('shows its entries in the order written, and where it stands', async () => {
		const browser = new WalBrowser(wal);
		const log = await browser.open(all, signal);
		assert.deepEqual(log.headings.slice(0, 3), ['index', 'term', 'request']);
		const indexes = log.rows.map(([index]) => Number(index));
		assert.ok(indexes.length > 50);
		assert.deepEqual(
			indexes,
			[...indexes].sort((a, b) => a - b),
		);
		assert.ok(
			log.lines.some(({ title, text }) => title === 'last index in the log' && text === String(indexes.at(-1))),
		);
		assert.deepEqual(log.damages, []);
		browser.close();
	});

	it('shows only what is asked for', async () => {
		const browser = new WalBrowser(wal);
		const from = await browser.open({ ...all, from: 70 }, signal);
		assert.ok(from.rows.every(([index]) => Number(index) >= 70) && from.rows.length > 0);
		const ofKey = await browser.open({ ...all, key: '/registry/pods/default/p3' }, signal);
		assert.ok(ofKey.rows.length > 1);
		assert.ok(ofKey.rows.every(row => /key=\/registry\/pods\/default\/p3/.test(row.at(-1) ?? '')));
		const raw = await browser.open({ ...all, isRaw: true }, signal);
		assert.ok(raw.rows.some(row => row.includes('metadata')));
		browser.close();
	});
});

describe('the outline of a data directory', () => {
	it('has the files by what they are, and the members of the database', () => {
		const { database, wal: files, snaps, leftovers } = outlineOf(folder);
		assert.deepEqual([database?.name, files.length, snaps.length, leftovers.length], ['db', 1, 1, 0]);
		assert.match(files[0]?.detail ?? '', /, from index 0$/);
		assert.deepEqual(membersIn(folder), ['m0 7a811c30d3b38310']);
	});
});
