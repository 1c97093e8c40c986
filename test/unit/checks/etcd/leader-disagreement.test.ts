import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/leader-disagreement.ts';
import {
	answering,
	each,
	except,
	factsOf,
	ids,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

const torn = except(
	each(i => statusOf(i)),
	2,
	answering(2, statusOf(2, { leaderId: ids[2] ?? '', raftTerm: 3 })),
);

describe('etcd/leader-disagreement', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks when two looks find two leaders', () => {
		const finding = onlyFinding(check, factsOf({ statuses: torn, statusesLater: torn }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /m0 follows 8e9e05c52164694d in term 2.*m2 follows fd422379fda50e48 in term 3/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('is silent when the second look agrees', () => {
		isQuiet(check, factsOf({ statuses: torn, statusesLater: each(i => statusOf(i)) }));
	});

	it('is unknown when it looked once', () => {
		assert.match(unknownReason(check, factsOf({ statuses: torn })), /not asked again/);
	});

	it('passes over members that know no leader, and those of another cluster', () => {
		const without = except(
			each(i => statusOf(i)),
			1,
			answering(1, statusOf(1, { leaderId: '0', raftTerm: 3 })),
		);
		isQuiet(check, factsOf({ statuses: without, statusesLater: without }));
		const foreign = {
			endpoint: 'http://127.0.0.1:4',
			answer: statusOf(1, { clusterId: 'f00', memberId: 'f1', leaderId: 'f1' }),
		};
		const mixed = [...each(i => statusOf(i)), foreign];
		isQuiet(check, factsOf({ statuses: mixed, statusesLater: mixed }));
	});

	it('does not know of a silent member, nor of one that was not asked', () => {
		assert.match(
			unknownReason(
				check,
				factsOf({
					statuses: except(
						each(i => statusOf(i)),
						0,
						silent(0, 'tcp', 'refused'),
					),
				}),
			),
			/refused/,
		);
		assert.match(unknownReason(check, factsOf({ statuses: [answering(0, statusOf(0))] })), /m1 .*was not asked/);
	});
});
