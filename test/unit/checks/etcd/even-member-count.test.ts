import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/even-member-count.ts';
import {
	each,
	endpoints,
	factsOf,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/even-member-count', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of two and of four voters', () => {
		const two = factsOf({ memberLists: each(() => memberListOf({ members: [memberOf(0), memberOf(1)] })) });
		const finding = onlyFinding(check, two);
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /2 voters bear 0 failures, no more than 1 would/);
		const four = [memberOf(0), memberOf(1), memberOf(2), memberOf(0, { id: 'abc' })];
		assert.match(
			onlyFinding(check, factsOf({ memberLists: each(() => memberListOf({ members: four })) })).message,
			/4 voters bear 1 /,
		);
	});

	it('does not count learners', () => {
		const members = [memberOf(0), memberOf(1), memberOf(2), memberOf(0, { id: 'abc', isLearner: true })];
		isQuiet(check, factsOf({ memberLists: each(() => memberListOf({ members })) }));
	});

	it('is unknown without a member list', () => {
		assert.match(
			unknownReason(check, factsOf({ memberLists: endpoints.map((_, i) => silent(i, 'tls', 'refused')) })),
			/refused/,
		);
	});
});
