import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/database-sizes-differ.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import { MiB } from '../../../../src/core/bytes.ts';
import {
	answering,
	each,
	except,
	factsOf,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

function inUse(...sizesMiB: readonly [number, number, number]): Facts {
	return factsOf({ statuses: each(i => statusOf(i, { dbSizeInUseBytes: (sizesMiB[i] ?? 0) * MiB })) });
}

describe('etcd/database-sizes-differ', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('informs of twice the size, warns of four times', () => {
		const finding = onlyFinding(check, inUse(200, 300, 450));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /m2 .*450 MiB, m0 .*200 MiB/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
		assert.equal(onlyFinding(check, inUse(200, 300, 900)).severity, 'warning');
	});

	it('is silent about small and fresh databases, and about file sizes', () => {
		isQuiet(check, inUse(1, 2, 20));
		isQuiet(check, inUse(200, 200, 390));
		const statuses = each(i =>
			statusOf(i, { dbSizeBytes: i === 0 ? 900 * MiB : 210 * MiB, dbSizeInUseBytes: 200 * MiB }),
		);
		isQuiet(check, factsOf({ statuses }));
	});

	it('leaves out learners and members that are behind', () => {
		const { statuses } = inUse(10, 800, 800);
		isQuiet(
			check,
			factsOf({ statuses: except(statuses, 0, answering(0, statusOf(0, { isLearner: true, dbSizeInUseBytes: MiB }))) }),
		);
		const late = each(i =>
			statusOf(i, {
				raftIndex: 50_000,
				raftAppliedIndex: i === 0 ? 100 : 50_000,
				dbSizeInUseBytes: i === 0 ? MiB : 800 * MiB,
			}),
		);
		isQuiet(check, factsOf({ statuses: late }));
	});

	it('does not know of a silent member', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ statuses })), /m1 .*refused/);
	});

	it('does not know of a member that was not asked', () => {
		assert.match(unknownReason(check, factsOf({ statuses: [answering(0, statusOf(0))] })), /m1 .*was not asked/);
	});
});
