import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/member-name-ambiguous.ts';
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

const named = (...names: readonly string[]): Facts =>
	factsOf({ memberLists: each(() => memberListOf({ members: names.map((name, i) => memberOf(i, { name })) })) });

describe('etcd/member-name-ambiguous', () => {
	it('is silent where every member has a name of its own, was never started, or is alone', () => {
		isQuiet(check, factsOf());
		const unstarted = [0, 1].map(i => memberOf(i, { name: '', clientUrls: [] }));
		isQuiet(
			check,
			factsOf({ memberLists: each(() => memberListOf({ members: [...unstarted, memberOf(2)] })) }),
			'notApplicable',
		);
		isQuiet(check, named('default'), 'notApplicable');
	});

	it('speaks of two with one name once, and of one that nobody named', () => {
		const twins = onlyFinding(check, named('a', 'b', 'a'));
		assert.equal(twins.severity, 'error');
		assert.match(twins.message, /8e9e05c52164694d, fd422379fda50e48 have one name, "a"/);
		const unnamed = onlyFinding(check, named('a', 'default', 'c'));
		assert.equal(unnamed.severity, 'warning');
		assert.match(unnamed.message, /^default \(http:\/\/127\.0\.0\.1:22379\) has the name/);
	});

	it('is unknown without a member list', () => {
		const memberLists = endpoints.map((_, i) => silent(i, 'tls', 'refused'));
		assert.match(unknownReason(check, factsOf({ memberLists })), /refused/);
	});
});
