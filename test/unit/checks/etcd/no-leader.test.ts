import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/no-leader.ts';
import {
	answering,
	each,
	endpoints,
	except,
	factsOf,
	ids,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/no-leader', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('names the member that knows none', () => {
		const facts = factsOf({
			statuses: except(
				each(i => statusOf(i)),
				1,
				answering(1, statusOf(1, { leaderId: '0', raftTerm: 7 })),
			),
			linearizableReads: except(
				each(() => ({ tookMs: 1 })),
				1,
				silent(1, 'deadline'),
			),
		});
		const finding = onlyFinding(check, facts);
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /m1 .*knows no leader \(term 7\)/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[1]);
	});

	it('passes over an election that was over a moment later', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			answering(1, statusOf(1, { leaderId: '0' })),
		);
		const linearizableReads = endpoints.map((_, i) => silent(i, 'deadline'));
		isQuiet(check, factsOf({ statuses, statusesLater: each(i => statusOf(i)), linearizableReads }));
		isQuiet(check, factsOf({ statuses }));
	});

	it('does not know of a silent member', () => {
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
			/m0 .*refused/,
		);
	});
});
