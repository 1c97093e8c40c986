import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/applied-behind-committed.ts';
import type { Facts } from '../../../../src/core/facts.ts';
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

function backlog(entries: number): Facts['statuses'] {
	return except(
		each(i => statusOf(i)),
		1,
		answering(1, statusOf(1, { raftIndex: 9000, raftAppliedIndex: 9000 - entries })),
	);
}

describe('etcd/applied-behind-committed', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('warns of a backlog in both looks, by the smaller one', () => {
		const finding = onlyFinding(check, factsOf({ statuses: backlog(500), statusesLater: backlog(300) }));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m1 .*300 committed entries or more/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[1]);
	});

	it('calls it an error where etcd refuses requests', () => {
		assert.equal(
			onlyFinding(check, factsOf({ statuses: backlog(6000), statusesLater: backlog(5001) })).severity,
			'error',
		);
	});

	it("is silent about a moment's backlog", () => {
		isQuiet(check, factsOf({ statuses: backlog(500), statusesLater: backlog(0) }));
	});

	it('is unknown when it looked once', () => {
		assert.match(unknownReason(check, factsOf({ statuses: backlog(500) })), /m1 .*not seen again/);
	});

	it('does not know of a silent member', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ statuses })), /m1 .*refused/);
	});
});
