import assert from 'node:assert/strict';
import { DamageLog } from '../../../src/disk/damage.ts';
import { readerOf } from '../../../src/disk/reader.ts';
import { readSnap } from '../../../src/disk/snap-file.ts';
import { parseWalName, walItems, type WalDamage, type WalItem } from '../../../src/disk/wal-log.ts';
import { recordsOf } from '../../../src/disk/wal-record.ts';
import { WalSummary } from '../../../src/disk/wal-summary.ts';
import { diskFixture } from '../../support/disk-fixture.ts';

function read(...files: readonly Uint8Array[]): { items: WalItem[]; damages: WalDamage[]; summary: WalSummary } {
	const damages: WalDamage[] = [];
	const summary = new WalSummary();
	const named = files.map((bytes, sequence) => ({
		name: `${sequence}.wal`,
		sequence,
		firstIndex: 0,
		reader: readerOf(bytes),
	}));
	const items = [...walItems(named, damage => damages.push(damage))];
	items.forEach(item => summary.add(item));
	return { items, damages, summary };
}

const entry = (index: number, term: number): WalItem => ({
	file: 'a',
	offset: 0,
	isIntact: true,
	type: 'entry',
	entry: { type: 'normal', index, term, dataBytes: 0 },
});

describe('a write-ahead log', () => {
	it('is read to its end', () => {
		const { damages, summary } = read(diskFixture('.wal'));
		assert.deepEqual(damages, []);
		assert.deepEqual([summary.firstIndex, summary.lastIndex, summary.state?.commit], [1, 80, 80]);
		assert.equal(summary.snapshot?.index, 0x3d);
	});

	it('is not well when nothing was written in it', () => {
		for (const bytes of [Buffer.alloc(0), Buffer.alloc(4096)]) {
			const { damages } = read(bytes);
			assert.match(damages.map(({ message }) => message).join(), /^There is no record in the file/);
		}
	});

	it('tells which record has a wrong checksum, once, and goes on', () => {
		const bytes = diskFixture('.wal');
		const at = bytes.indexOf('/registry/pods/default/p7');
		bytes[at] = 0x2e;
		const { damages, summary } = read(bytes);
		assert.equal(damages.length, 1);
		assert.equal(damages[0]?.message, 'The checksum of a record is wrong.');
		assert.ok((damages[0]?.offset ?? 0) < at && (damages[0]?.offset ?? 0) > at - 200);
		assert.equal(summary.lastIndex, 80);
	});

	it('knows a record of which a sector was never written', () => {
		const bytes = diskFixture('.wal');
		const at = bytes.indexOf('xxxxxxxx');
		const sector = Math.ceil(at / 512) * 512;
		bytes.fill(0, sector, sector + 512);
		const { damages } = read(bytes);
		assert.match(damages[0]?.message ?? '', /written in part/);
	});

	it('ends where a record is longer than the file', () => {
		const bytes = diskFixture('.wal');
		const records = [...recordsOf(readerOf(bytes), new DamageLog())];
		const { offset } = records.at(-1) ?? { offset: 0 };
		const { items, damages } = read(bytes.subarray(0, offset + 20));
		assert.equal(items.length, records.length - 1);
		assert.equal(damages[0]?.offset, offset);
	});

	it('tells that a file does not continue the one before', () => {
		const { damages } = read(diskFixture('.wal'), diskFixture('.wal'));
		assert.deepEqual(
			damages.map(({ file, message }) => [file, message]),
			[['1.wal', 'The file does not continue the one before: its checksums begin elsewhere.']],
		);
	});

	it('counts entries that a new leader replaced as such', () => {
		const summary = new WalSummary();
		[entry(1, 1), entry(2, 1), entry(3, 1), entry(2, 2)].forEach(item => summary.add(item));
		assert.deepEqual([summary.lastIndex, summary.lastTerm, summary.gapAfter], [2, 2, undefined]);
		assert.deepEqual(
			[[0, 1] as const, [1, 2] as const, [2, 3] as const, [3, 2] as const].map(([at, index]) =>
				summary.isReplaced(at, index),
			),
			[false, true, true, false],
		);
	});

	it('tells a gap, unless a snapshot fills it', () => {
		const gap = new WalSummary();
		[entry(1, 1), entry(5, 1)].forEach(item => gap.add(item));
		assert.equal(gap.gapAfter, 1);
		const filled = new WalSummary();
		const place = { file: 'a', offset: 0, isIntact: true };
		[entry(1, 1), { ...place, type: 'snapshot', snapshot: { index: 4, term: 1 } } as const, entry(5, 1)].forEach(item =>
			filled.add(item),
		);
		assert.equal(filled.gapAfter, undefined);
	});

	it('is told by its name', () => {
		assert.deepEqual(parseWalName('000000000000000a-00000000000000ff.wal'), { sequence: 10, firstIndex: 255 });
		assert.equal(parseWalName('0.tmp'), undefined);
	});
});

describe('a snapshot of the log', () => {
	it('tells where it stands', () => {
		const damages = new DamageLog();
		const snap = readSnap(readerOf(diskFixture('.snap')), damages);
		assert.deepEqual([snap?.index, snap?.term, snap?.confState?.voters], [0x3d, 2, ['7a811c30d3b38310']]);
		assert.equal(damages.count, 0);
	});

	it('is known when it was changed', () => {
		const bytes = diskFixture('.snap');
		bytes[bytes.length - 200] = 0x7f;
		const damages = new DamageLog();
		readSnap(readerOf(bytes), damages);
		assert.equal(damages.count, 1);
	});
});
