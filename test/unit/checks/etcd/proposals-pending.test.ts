import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/proposals-pending.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { pageOf, restarted, watchedFacts } from '../../../support/metrics-page.ts';

const page = (pending: number | undefined, applied = 1000, values = {}) =>
	pageOf({ etcd_server_proposals_pending: pending, etcd_server_proposals_applied_total: applied, ...values });

describe('etcd/proposals-pending', () => {
	it('is silent when many wait for a moment only', () => {
		assert.equal(verdictOf(check, watchedFacts(page(400), page(90))).kind, 'passed');
	});

	it('is silent when many wait because many pass', () => {
		assert.equal(verdictOf(check, watchedFacts(page(170), page(180, 16_000))).kind, 'passed');
	});

	it('speaks when those that wait take more than a second, or stand still', () => {
		const [slow] = findingsIn(check, watchedFacts(page(300), page(250, 1500)));
		assert.match(slow?.message ?? '', /^m1 .* 250 proposals wait or more, which take 5 s/);
		const [still] = findingsIn(check, watchedFacts(page(300), page(250)));
		assert.match(still?.message ?? '', /none was applied/);
		assert.equal(findingsIn(check, watchedFacts(page(300), page(250)), { warnCount: 250 }).length, 0);
	});

	it('does not know from one high sample, after a restart, or where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(page(300))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(5))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(300), page(300, 1, restarted))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(undefined), page(undefined))).kind, 'unknown');
	});
});
