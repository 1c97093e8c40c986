import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/revision-diverges.ts';
import type { Status } from '../../../../src/core/facts.ts';
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

const parted = except(
	each(i => statusOf(i)),
	2,
	answering(2, statusOf(2, { revision: 998 })),
);

describe('etcd/revision-diverges', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks when members stood still at different revisions', () => {
		const finding = onlyFinding(check, factsOf({ statuses: parted, statusesLater: parted }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /index 1200\) m0 is at revision 1000 and m2 at 998/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('speaks of a member that is ahead of what its leader reached later, under load too', () => {
		const later = (leader: Partial<Status>) =>
			each(i => statusOf(i, { raftIndex: 1900, raftAppliedIndex: 1900, revision: 1400, ...(i === 0 && leader) }));
		const statuses = except(
			each(i => statusOf(i)),
			1,
			answering(1, statusOf(1, { raftIndex: 1250, raftAppliedIndex: 1249, revision: 1500 })),
		);
		const finding = onlyFinding(check, factsOf({ statuses, statusesLater: later({}) }));
		assert.match(finding.message, /^m1 .* was at revision 1500, which its leader did not reach/);
		isQuiet(check, factsOf({ statuses, statusesLater: later({ revision: 1500 }) }));
		isQuiet(check, factsOf({ statuses, statusesLater: later({ raftAppliedIndex: 1250 }) }));
	});

	it('is silent when anything moved between the looks', () => {
		isQuiet(check, factsOf({ statuses: parted, statusesLater: except(parted, 2, answering(2, statusOf(2))) }));
		isQuiet(
			check,
			factsOf({
				statuses: parted,
				statusesLater: parted.map((_, i) => answering(i, statusOf(i, { raftAppliedIndex: 1300, revision: 1000 + i }))),
			}),
		);
	});

	it('does not compare members at different indexes', () => {
		isQuiet(
			check,
			factsOf({ statuses: each(i => statusOf(i, { raftAppliedIndex: 1200 + i, revision: 1000 + i })) }),
			'notApplicable',
		);
	});

	it('is unknown when it looked once', () => {
		assert.match(unknownReason(check, factsOf({ statuses: parted })), /not asked again/);
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
