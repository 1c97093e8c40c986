import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/single-member.ts';
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

describe('etcd/single-member', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('informs of a single voter, learners aside', () => {
		const members = [memberOf(0), memberOf(1, { isLearner: true })];
		const finding = onlyFinding(check, factsOf({ memberLists: each(() => memberListOf({ members })) }));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /only voter is m0/);
	});

	it('is unknown without a member list', () => {
		assert.match(
			unknownReason(check, factsOf({ memberLists: endpoints.map((_, i) => silent(i, 'tls', 'refused')) })),
			/refused/,
		);
	});
});
