import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/member-lagging.ts';
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

function behind(entries: number, isLearner = false): Facts['statuses'] {
	const lagging = statusOf(2, { raftIndex: 10_000 - entries, raftAppliedIndex: 10_000 - entries, isLearner });
	return except(
		each(i => statusOf(i, { raftIndex: 10_000, raftAppliedIndex: 10_000 })),
		2,
		answering(2, lagging),
	);
}

describe('etcd/member-lagging', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('warns of a lag that does not shrink', () => {
		const finding = onlyFinding(check, factsOf({ statuses: behind(2000), statusesLater: behind(2000) }));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m2 .*lags behind by 2000 raft entries, 2000 half a second later/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[2]);
	});

	it('calls it an error when a snapshot will be needed', () => {
		assert.equal(
			onlyFinding(check, factsOf({ statuses: behind(6000), statusesLater: behind(6500) })).severity,
			'error',
		);
	});

	it('words it for a learner', () => {
		const statuses = behind(2000, true);
		assert.match(
			onlyFinding(check, factsOf({ statuses, statusesLater: statuses })).message,
			/learner m2 .*does not catch up/,
		);
	});

	it('is silent about one that catches up, or is a little behind, as under load', () => {
		isQuiet(check, factsOf({ statuses: behind(6000), statusesLater: behind(3000) }));
		isQuiet(check, factsOf({ statuses: behind(900), statusesLater: behind(950) }));
	});

	it('is unknown when it looked once', () => {
		assert.match(unknownReason(check, factsOf({ statuses: behind(2000) })), /m2 .*not seen again/);
	});

	it('does not measure against another cluster', () => {
		const foreign = {
			endpoint: 'http://127.0.0.1:4',
			answer: statusOf(0, { clusterId: 'f00', memberId: 'f1', raftIndex: 99_999 }),
		};
		const mixed = [...each(i => statusOf(i)), foreign];
		isQuiet(check, factsOf({ statuses: mixed, statusesLater: mixed }));
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
