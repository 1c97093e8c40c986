import assert from 'node:assert/strict';
import { compareDisks } from '../../../src/core/disk-comparison.ts';
import { databaseOf, diskOf, logOf, membersOf } from '../../support/disks.ts';
import { clusterId, ids } from '../../support/facts.ts';

describe('several members’ files beside each other', () => {
	const at = (index: number, commitIndex: number, lastIndex = commitIndex, lastTerm = 3) =>
		diskOf(index, {
			log: logOf({ commitIndex, lastIndex, lastTerm }),
			database: databaseOf({ consistentIndex: commitIndex - 5 }),
		});

	it('are ranked by what is committed, then by term and end of the log', () => {
		const { ranked, best, clusterId: cluster } = compareDisks([at(0, 900), at(1, 1000, 1001, 3), at(2, 1000, 1000, 4)]);
		assert.deepEqual(
			ranked.map(({ document }) => document),
			['/disks/m2', '/disks/m1', '/disks/m0'],
		);
		assert.deepEqual(
			ranked.map(({ behind }) => behind),
			[0, 0, 100],
		);
		assert.equal(best?.document, '/disks/m2');
		assert.equal(cluster, clusterId);
	});

	it('count what is in the database as committed', () => {
		const disk = diskOf(0, { log: logOf({ commitIndex: 990 }) });
		assert.equal(compareDisks([disk]).best?.committed, 1000);
	});

	it('put behind the others what a cluster must not be started from, with the reason', () => {
		const removed = diskOf(0, { database: databaseOf({ removedMembers: [ids[0] ?? ''] }) });
		const learner = diskOf(1, { database: databaseOf({ members: membersOf(1) }) });
		const { log: _, ...withoutLog } = diskOf(2);
		const corrupt = diskOf(2, { database: databaseOf({ alarms: [{ memberId: ids[2] ?? '', alarm: 'CORRUPT' }] }) });
		const hole = diskOf(2, { log: logOf({ gapAfter: 5 }) });
		const written = diskOf(2, { isMixed: true });
		const kinds = [removed, learner, withoutLog, corrupt, hole, written].map(disk =>
			compareDisks([disk]).ranked[0]?.obstacles.map(({ kind }) => kind),
		);
		assert.deepEqual(kinds, [
			['removed'],
			['not-a-voter'],
			['no-log'],
			['corrupt'],
			['log-incomplete'],
			['being-written'],
		]);
		const { ranked, best } = compareDisks([removed, at(1, 800)]);
		assert.equal(ranked[0]?.document, '/disks/m1');
		assert.equal(best?.document, '/disks/m1');
		assert.equal(compareDisks([removed]).best, undefined);
	});

	it('do not count a torn end of the log as damage', () => {
		const torn = { part: 'wal', file: 'a.wal', offset: 9, message: 'Cut off.', atEnd: true } as const;
		assert.deepEqual(compareDisks([diskOf(0, { damages: { count: 1, kept: [torn] } })]).ranked[0]?.obstacles, []);
	});

	it('tell whom nobody looked at, and whether that leaves a majority', () => {
		const one = compareDisks([diskOf(0)]);
		assert.deepEqual([one.hasMajority, one.unseen.map(({ name }) => name)], [false, ['m1', 'm2']]);
		assert.equal(compareDisks([diskOf(0), diskOf(1)]).hasMajority, true);
		assert.equal(compareDisks([diskOf(0), diskOf(0)]).hasMajority, false);
		assert.equal(compareDisks([diskOf(0), diskOf(0)]).twice.length, 1);
	});

	it('leave the other cluster out of the count', () => {
		const { ranked, clusterId: cluster } = compareDisks([
			diskOf(0),
			diskOf(1),
			diskOf(2, { clusterId: 'ffff', log: logOf({ commitIndex: 5000, lastIndex: 5000 }) }),
		]);
		assert.equal(cluster, clusterId);
		assert.deepEqual(
			ranked.at(-1)?.obstacles.map(({ kind }) => kind),
			['other-cluster'],
		);
		assert.ok(ranked.every(({ behind }) => behind === 0));
	});
});
