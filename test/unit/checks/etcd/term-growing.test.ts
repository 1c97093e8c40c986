import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/term-growing.ts';
import { each, except, factsOf, findingsIn, silent, statusOf, verdictOf } from '../../../support/facts.ts';

const terms = (...values: readonly number[]) => each(index => statusOf(index, { raftTerm: values[index] ?? 0 }));

describe('etcd/term-growing', () => {
	it('has nothing to compare when the members agreed at once', () => {
		assert.equal(verdictOf(check, factsOf()).kind, 'notApplicable');
	});

	it('is silent about one election', () => {
		assert.equal(verdictOf(check, factsOf({ statuses: terms(2, 3, 2), statusesLater: terms(3, 3, 3) })).kind, 'passed');
	});

	it('names the member whose term runs on', () => {
		const [finding, ...more] = findingsIn(check, factsOf({ statuses: terms(2, 9, 2), statusesLater: terms(2, 12, 2) }));
		assert.deepEqual(more, []);
		assert.match(finding?.message ?? '', /^m1 .* its term grew by 3/);
	});

	it('does not know of a member that did not answer again', () => {
		const statusesLater = except(terms(2, 2, 2), 1, silent(1));
		assert.equal(verdictOf(check, factsOf({ statuses: terms(2, 9, 2), statusesLater })).kind, 'unknown');
	});
});
