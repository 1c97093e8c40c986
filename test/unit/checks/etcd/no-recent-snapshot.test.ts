import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/no-recent-snapshot.ts';
import type { KnownSnapshot } from '../../../../src/core/facts.ts';
import {
	clusterId,
	endpoints,
	factsOf,
	isQuiet,
	now,
	onlyFinding,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

function snapshotOf(hours: number, overrides: Partial<KnownSnapshot> = {}): KnownSnapshot {
	return {
		clusterId,
		file: `${hours}.db`,
		takenAt: now - hours * 3_600_000,
		sizeBytes: 3 * 1024 * 1024,
		state: 'good',
		...overrides,
	};
}

describe('etcd/no-recent-snapshot', () => {
	it('does not arise where nobody saves snapshots', () => {
		isQuiet(check, factsOf(), 'notApplicable');
	});

	it('passes with a good one of a day', () => {
		isQuiet(check, factsOf({ snapshots: [snapshotOf(200), snapshotOf(24)] }));
	});

	it('informs of the age of the newest good one', () => {
		const snapshots = [
			snapshotOf(60),
			snapshotOf(25),
			snapshotOf(2, { state: 'changed' }),
			snapshotOf(1, { clusterId: '1' }),
		];
		const finding = onlyFinding(check, factsOf({ snapshots }));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /known here, 25\.db of 3 MiB, is 25 h old/);
	});

	it('informs when every file is gone', () => {
		const snapshots = [snapshotOf(1, { state: 'missing' }), snapshotOf(2, { state: 'changed' })];
		assert.match(onlyFinding(check, factsOf({ snapshots })).message, /^Of the 2 snapshots known here no file/);
	});

	it('is unknown where only other clusters are saved from here', () => {
		const snapshots = [snapshotOf(1, { clusterId: '1' })];
		assert.match(
			unknownReason(check, factsOf({ snapshots })),
			/no snapshot is known here; those that are made elsewhere/,
		);
	});

	it('is unknown while nobody tells which cluster it is', () => {
		const statuses = endpoints.map((_, index) => silent(index));
		assert.match(unknownReason(check, factsOf({ snapshots: [snapshotOf(1)], statuses })), /refused/);
	});
});
