import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/read-indexes-failing.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { pageOf, restarted, watchedFacts } from '../../../support/metrics-page.ts';

const page = (slow: number | undefined, failed: number, values = {}) =>
	pageOf({ etcd_server_slow_read_indexes_total: slow, etcd_server_read_indexes_failed_total: failed, ...values });

describe('etcd/read-indexes-failing', () => {
	it('is silent about the past, and about a single one', () => {
		assert.equal(verdictOf(check, watchedFacts(page(90, 3), page(91, 3))).kind, 'passed');
	});

	it('counts late and missing answers in the window', () => {
		const [finding] = findingsIn(check, watchedFacts(page(90, 3), page(94, 4)));
		assert.match(finding?.message ?? '', /^m1 .* 4 answers came late and 1 not at all in 10 s/);
	});

	it('leaves a lost leader and an election to others', () => {
		for (const values of [{ etcd_server_has_leader: 0 }, { etcd_server_leader_changes_seen_total: 2 }]) {
			assert.equal(verdictOf(check, watchedFacts(page(0, 0), page(9, 9, values))).kind, 'notApplicable');
		}
	});

	it('does not know from one sample, after a restart, or where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(page(9, 9))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(0, 0), page(9, 9, restarted))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(undefined, 0), page(undefined, 9))).kind, 'unknown');
	});
});
