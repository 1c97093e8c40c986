import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/too-many-members.ts';
import type { Facts } from '../../../../src/core/facts.ts';
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

function sized(count: number): Facts {
	const members = Array.from({ length: count }, (_, index) => memberOf(index % 3, { id: `a${index}` }));
	return factsOf({ memberLists: each(() => memberListOf({ members })) });
}

describe('etcd/too-many-members', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of eight voters and not of seven', () => {
		const finding = onlyFinding(check, sized(8));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /8 voters; more than 7/);
		isQuiet(check, sized(7));
	});

	it('takes the maximum from its parameter', () => {
		assert.match(onlyFinding(check, sized(6), { maximum: 5 }).message, /more than 5/);
	});

	it('is unknown without a member list', () => {
		assert.match(
			unknownReason(check, factsOf({ memberLists: endpoints.map((_, i) => silent(i, 'tls', 'refused')) })),
			/refused/,
		);
	});
});
