import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/open-read-transactions.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const page = (value: number | undefined) => pageOf({ etcd_mvcc_db_open_read_transactions: value });

describe('etcd/open-read-transactions', () => {
	it('is silent when there are few, or many for a moment only', () => {
		assert.equal(verdictOf(check, watchedFacts(page(9), page(9))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(50), page(9))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(9), page(50))).kind, 'passed');
	});

	it('speaks when it lasts', () => {
		const [finding] = findingsIn(check, watchedFacts(page(50), page(12)));
		assert.match(finding?.message ?? '', /^m1 .*: 12 read transactions stay open/);
		assert.equal(findingsIn(check, watchedFacts(page(50), page(12)), { warnCount: 13 }).length, 0);
	});

	it('does not know from one high sample, nor where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(page(50))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(9))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(undefined), page(undefined))).kind, 'unknown');
	});
});
