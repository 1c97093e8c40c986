import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { diskChecks } from '../../../../src/checks/disk/index.ts';
import { defaultSettings } from '../../../../src/core/check.ts';
import { diagnose, type Report } from '../../../../src/core/diagnose.ts';
import type { MemberDisk } from '../../../../src/core/disk-facts.ts';
import type { Targets } from '../../../../src/core/facts.ts';
import type { Severity } from '../../../../src/core/finding.ts';
import { ids, now } from '../../../support/facts.ts';
import { databaseOf, diskOf, logOf, membersOf } from '../../../support/disks.ts';

function judge(disks: readonly MemberDisk[], targets: Targets = {}): Report {
	return diagnose(diskChecks, { facts: { now, disks, targets }, gaps: {} }, defaultSettings, {
		name: '',
		takenAt: now,
	});
}

function verdictOf(report: Report, id: string) {
	const found = report.verdicts.find(({ check }) => check === `disk/${id}`)?.verdict;
	assert.ok(found, id);
	return found;
}

const damage = {
	part: 'wal',
	file: '/disks/m0/member/wal/0.wal',
	offset: 77,
	message: 'The checksum is wrong.',
} as const;
const onPage = { ...damage, part: 'database', file: 'db', page: 3, message: 'Out of order.' } as const;
const damagesOf = (...kept: MemberDisk['damages']['kept']) => ({ damages: { count: kept.length, kept } });
const put = { index: 1001, term: 3, request: 'put', keys: ['/registry/pods/a'] };
const [own = '', second = '', third = ''] = ids;

interface Case {
	readonly check: string;
	readonly disks: readonly MemberDisk[];
	readonly severity: Severity;
	readonly message: RegExp;
	readonly targets?: Targets;
}

const database = (overrides: Parameters<typeof databaseOf>[0]) => diskOf(0, { database: databaseOf(overrides) });
const log = (overrides: Parameters<typeof logOf>[0]) => diskOf(0, { log: logOf(overrides) });
const hashOf = (hash: number, compactRevision = 700) => ({ hash, revision: 800, compactRevision });
const of35 = { clusterVersion: '3.5.0' };
const v2 = { members: ids.map(id => ({ id, isLearner: false })), removedMembers: [], keys: 0, examples: [] };

/** Each a sight in which the check speaks. */
const cases: readonly Case[] = [
	{
		check: 'database-damaged',
		disks: [diskOf(0, damagesOf(onPage))],
		severity: 'error',
		message: /db, page 3, offset 77: Out of order/,
	},
	{
		check: 'database-damaged',
		disks: [diskOf(0, { unread: [{ part: 'database', reason: 'No meta page is whole.' }] })],
		severity: 'error',
		message: /No meta page is whole/,
	},
	{
		check: 'wal-damaged',
		disks: [diskOf(0, damagesOf(damage))],
		severity: 'error',
		message: /0\.wal, offset 77: The checksum is wrong/,
	},
	{
		check: 'wal-damaged',
		disks: [diskOf(0, damagesOf({ ...damage, atEnd: true }))],
		severity: 'info',
		message: /offset 77/,
	},
	{ check: 'wal-gap', disks: [log({ gapAfter: 40 })], severity: 'error', message: /the entry behind 40 is missing/ },
	{
		check: 'snap-damaged',
		disks: [diskOf(0, damagesOf({ ...damage, part: 'snap', file: 'a.snap' }))],
		severity: 'warning',
		message: /a\.snap/,
	},
	{
		check: 'snapshot-changed',
		disks: [database({ isAlone: true, trailer: 'wrong' })],
		severity: 'error',
		message: /changed after it was saved/,
	},
	{
		check: 'snapshot-without-hash',
		disks: [database({ isAlone: true })],
		severity: 'warning',
		message: /does not end with a SHA-256/,
	},
	{
		check: 'database-ahead-of-wal',
		disks: [log({ lastIndex: 950 })],
		severity: 'error',
		message: /up to 1000, the WAL ends at 950/,
	},
	{
		check: 'database-behind-wal',
		disks: [log({ firstIndex: 1200, lastIndex: 1300 })],
		severity: 'error',
		message: /begins with 1200/,
	},
	{
		check: 'database-behind-wal',
		disks: [log({ snapshotIndex: 1100 })],
		severity: 'error',
		message: /a snapshot at 1100/,
	},
	{
		check: 'member-removed',
		disks: [database({ removedMembers: [own] })],
		severity: 'error',
		message: /was removed from the cluster/,
	},
	{
		check: 'member-removed',
		disks: [database({ members: membersOf().slice(1) })],
		severity: 'error',
		message: /is not among the members/,
	},
	{
		check: 'membership-inconsistent',
		disks: [database({ confState: { voters: [own, 'abc'], learners: [] } })],
		severity: 'error',
		message: /raft counts abc, which is not among/,
	},
	{
		check: 'membership-inconsistent',
		disks: [database({ members: membersOf(2) })],
		severity: 'error',
		message: new RegExp(`${third} is a learner, and raft counts its vote`),
	},
	{
		check: 'learner-left',
		disks: [database({ members: membersOf(2) })],
		severity: 'info',
		message: /m2 .* is a learner/,
	},
	{
		check: 'learner-left',
		disks: [database({ members: membersOf(0) })],
		severity: 'warning',
		message: /is of a learner/,
	},
	{
		check: 'alarm-stored',
		disks: [database({ alarms: [{ memberId: second, alarm: 'NOSPACE' }] })],
		severity: 'warning',
		message: /NOSPACE/,
	},
	{
		check: 'alarm-stored',
		disks: [database({ alarms: [{ memberId: second, alarm: 'CORRUPT' }] })],
		severity: 'error',
		message: /CORRUPT/,
	},
	{
		check: 'uncommitted-entries',
		disks: [log({ lastIndex: 1002, uncommitted: { count: 2, kept: [put, { ...put, index: 1002, keys: ['b'] }] } })],
		severity: 'warning',
		message: /2 entries behind .* They touch \/registry\/pods\/a, b\./,
	},
	{
		check: 'uncommitted-entries',
		disks: [log({ lastIndex: 1001, uncommitted: { count: 1, kept: [{ ...put, request: 'empty', keys: [] }] } })],
		severity: 'info',
		message: /None of them touches a key/,
	},
	{
		check: 'version-unfit',
		disks: [diskOf()],
		targets: { etcd: '3.5.20' },
		severity: 'error',
		message: /of etcd 3\.6; etcd 3\.5 does not/,
	},
	{
		check: 'version-unfit',
		disks: [diskOf()],
		targets: { etcd: '3.8' },
		severity: 'error',
		message: /of etcd 3\.6; etcd 3\.8 does not/,
	},
	{
		check: 'upgrade-not-ready',
		disks: [database({ storageVersion: '3.5.0' })],
		severity: 'warning',
		message: /cluster version is 3\.6, the storage version 3\.5/,
	},
	{
		check: 'member-stores-differ',
		disks: [
			diskOf(0, {
				database: databaseOf(of35),
				snap: { index: 900, term: 3, v2: { ...v2, members: v2.members.slice(1) } },
			}),
		],
		severity: 'error',
		message: new RegExp(`has the member ${own}, the old store does not`),
	},
	{
		check: 'member-stores-differ',
		disks: [database({ ...of35, members: membersOf(1) })],
		severity: 'error',
		message: new RegExp(`${second} votes, and the database has it as a learner`),
	},
	{
		check: 'v2-leftovers',
		disks: [diskOf(0, { snap: { index: 9, term: 1, v2: { ...v2, keys: 7, examples: ['/1/a'] } } })],
		severity: 'warning',
		message: /7 keys of etcd 2 are left, such as \/1\/a/,
	},
	{
		check: 'database-fragmented',
		disks: [database({ inUseBytes: 40_000_000 })],
		severity: 'info',
		message: /90 % of the database file is free/,
	},
	{
		check: 'quota-near-limit',
		disks: [database({ sizeBytes: 2_000_000_000 })],
		severity: 'warning',
		message: /takes 1\.9 GiB; a quota of 2 GiB/,
	},
	{
		check: 'hot-keys',
		disks: [
			database({
				keySpace: { ...databaseOf().keySpace, hottest: [{ key: 'hot', revisions: 2000, bytes: 1, liveBytes: 1 }] },
			}),
		],
		severity: 'info',
		message: /the key hot has 2000 of the 150/,
	},
	{
		check: 'leftover-files',
		disks: [diskOf(0, { leftovers: ['/disks/m0/db.tmp.1'] })],
		severity: 'info',
		message: /db\.tmp\.1/,
	},
	{
		check: 'clusters-differ',
		disks: [diskOf(0), diskOf(1), diskOf(2, { clusterId: 'ffff' })],
		severity: 'error',
		message: /m2 .* is of the cluster ffff/,
	},
	{
		check: 'data-differs',
		disks: [database({ hash: hashOf(1) }), diskOf(1, { database: databaseOf({ hash: hashOf(2) }) })],
		severity: 'error',
		message: /m0 .* and m1 .* differ at revision 800/,
	},
	{
		check: 'member-behind',
		disks: [
			diskOf(0),
			diskOf(1, { log: logOf({ commitIndex: 960, lastIndex: 970 }), database: databaseOf({ consistentIndex: 960 }) }),
		],
		severity: 'info',
		message: /m1 .* lacks 40 entries; m0 .* holds most/,
	},
	{ check: 'member-given-twice', disks: [diskOf(0), diskOf(0)], severity: 'warning', message: /are all of the member/ },
	{
		check: 'majority-missing',
		disks: [diskOf(0), diskOf(0)],
		severity: 'warning',
		message: /No files were given of m1, m2/,
	},
];

describe('the checks of files on a disk', () => {
	const names = diskChecks.map(({ id }) => id.replace('disk/', ''));

	it('are each file of their folder once, and have a title and a remedy', () => {
		const files = readdirSync(new URL('../../../../src/checks/disk/', import.meta.url));
		assert.deepEqual(
			names.toSorted(),
			files
				.map(name => name.replace('.ts', ''))
				.filter(name => name !== 'index')
				.sort(),
		);
		for (const { id, title, remedy, params } of diskChecks) {
			assert.match(title, /^\S.*[^.\s]$/, id);
			assert.match(remedy, /^\S.*\.$/, id);
			assert.ok(
				Object.values(params).every(({ description, source }) => description.length > 10 && source.length > 3),
				id,
			);
		}
	});

	it('say nothing of sound files, alone and together', () => {
		for (const disks of [
			[diskOf()],
			[0, 1, 2].map(index => diskOf(index, { database: databaseOf({ hash: hashOf(5) }) })),
		]) {
			const { verdicts } = judge(disks, { etcd: '3.6.4' });
			assert.deepEqual(
				verdicts.filter(({ verdict }) => verdict.kind === 'failed' || verdict.kind === 'unknown'),
				[],
			);
		}
	});

	it('speak each in a case of this table', () => {
		assert.deepEqual([...new Set(cases.map(({ check }) => check))].sort(), names.toSorted());
	});

	for (const { check, disks, severity, message, targets } of cases) {
		it(`${check} says ${severity}: ${String(message)}`, () => {
			const verdict = verdictOf(judge(disks, targets), check);
			assert.equal(verdict.kind, 'failed');
			const [finding] = verdict.kind === 'failed' ? verdict.findings : [];
			assert.equal(finding?.severity, severity);
			assert.match(finding?.message ?? '', message);
		});
	}

	it('call nothing passed where there is nothing to look at', () => {
		const empty: MemberDisk = {
			...{ document: '/disks/m0', walFiles: 0, snapFiles: 0, leftovers: [], damages: { count: 0, kept: [] } },
			...{ unread: [], isMixed: false },
		};
		const { verdicts } = judge([empty]);
		const passed = verdicts.filter(({ verdict }) => verdict.kind === 'passed').map(({ check }) => check);
		assert.deepEqual(passed, ['disk/leftover-files']);
	});

	it('know nothing of a database that could not be read, or was being written', () => {
		const { database: _, ...without } = diskOf();
		const unread = judge([{ ...without, unread: [{ part: 'database', reason: 'Permission denied.' }] }]);
		assert.equal(verdictOf(unread, 'alarm-stored').kind, 'unknown');
		assert.equal(verdictOf(unread, 'member-removed').kind, 'unknown');
		const mixed = judge([diskOf(0, { isMixed: true })]);
		assert.equal(verdictOf(mixed, 'database-damaged').kind, 'unknown');
		assert.equal(verdictOf(mixed, 'membership-inconsistent').kind, 'unknown');
	});

	it('do not judge the old store when the membership changed behind it', () => {
		const changed = diskOf(0, { database: databaseOf(of35), log: logOf({ lastChangeIndex: 950 }) });
		assert.equal(verdictOf(judge([changed]), 'member-stores-differ').kind, 'unknown');
	});

	it('take a downgrade that was prepared for one', () => {
		const prepared = databaseOf({ storageVersion: '3.5.0', downgradeTarget: '3.5.0' });
		const report = judge([diskOf(0, { database: prepared })], { etcd: '3.5.26' });
		assert.equal(verdictOf(report, 'version-unfit').kind, 'passed');
	});

	it('do not compare data that were compacted at other revisions', () => {
		const disks = [database({ hash: hashOf(1) }), diskOf(1, { database: databaseOf({ hash: hashOf(2, 750) }) })];
		assert.equal(verdictOf(judge(disks), 'data-differs').kind, 'unknown');
	});
});
