import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/quorum-lost.ts';
import {
	answering,
	each,
	endpoints,
	factsOf,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

const late = endpoints.map((_, index) => silent(index, 'deadline', 'late'));

describe('etcd/quorum-lost', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks when too few voters are left', () => {
		const finding = onlyFinding(
			check,
			factsOf({
				statuses: [silent(0), silent(1), answering(2, statusOf(2, { leaderId: '0' }))],
				linearizableReads: late,
			}),
		);
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /lost: 1 of 3 voters answer, 2 are needed/);
		assert.deepEqual(finding.anchor, { kind: 'flag', component: 'etcd', flags: ['initial-cluster'] });
	});

	it('counts a voter that never started as missing', () => {
		const members = [memberOf(0), memberOf(1, { name: '', clientUrls: [] })];
		const lists = [answering(0, memberListOf({ members }))];
		const finding = onlyFinding(
			check,
			factsOf({
				statuses: [answering(0, statusOf(0, { leaderId: '0' }))],
				memberLists: lists,
				linearizableReads: [silent(0, 'deadline')],
			}),
		);
		assert.match(finding.message, /1 of 2 voters/);
	});

	it('speaks when all answer and none knows a leader', () => {
		const finding = onlyFinding(
			check,
			factsOf({ statuses: each(i => statusOf(i, { leaderId: '0' })), linearizableReads: late }),
		);
		assert.match(finding.message, /3 of 3 voters answer, but 3 of them know no leader/);
	});

	it('does not speak for a quorum of which it asked one member', () => {
		const facts = factsOf({
			statuses: [answering(0, statusOf(0, { leaderId: '0' }))],
			memberLists: [answering(0, memberListOf())],
			linearizableReads: [silent(0, 'deadline', 'late')],
		});
		assert.match(unknownReason(check, facts), /No member answered a linearizable read/);
	});

	it('is not deceived by a read that another cluster answered', () => {
		const foreign = answering(2, statusOf(2, { clusterId: 'f00', memberId: 'f1', leaderId: 'f1' }));
		const facts = factsOf({
			statuses: [answering(0, statusOf(0, { leaderId: '0' })), answering(1, statusOf(1, { leaderId: '0' })), foreign],
			memberLists: [answering(0, memberListOf()), answering(1, memberListOf())],
			linearizableReads: [silent(0, 'deadline'), silent(1, 'deadline'), answering(2, { tookMs: 1 })],
		});
		assert.match(onlyFinding(check, facts).message, /Quorum is lost/);
	});

	it('is unknown when reads were refused for want of a user', () => {
		const linearizableReads = endpoints.map((_, i) => silent(i, 'authentication', 'user name is empty'));
		assert.match(unknownReason(check, factsOf({ linearizableReads })), /user name is empty/);
		const nothing = { statuses: linearizableReads, memberLists: linearizableReads, linearizableReads };
		assert.match(unknownReason(check, factsOf(nothing)), /user name is empty/);
	});
});
