import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-watchers.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const page = (value: number | undefined) => pageOf({ etcd_debugging_mvcc_slow_watcher_total: value });

describe('etcd/slow-watchers', () => {
	it('is silent when there are few, or many for a moment only', () => {
		assert.equal(verdictOf(check, watchedFacts(page(0), page(0))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(50), page(0))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(0), page(50))).kind, 'passed');
	});

	it('speaks when it lasts', () => {
		const [finding] = findingsIn(check, watchedFacts(page(50), page(3)));
		assert.match(finding?.message ?? '', /^m1 .*: 3 watchers stay behind/);
		assert.equal(findingsIn(check, watchedFacts(page(50), page(3)), { warnCount: 4 }).length, 0);
	});

	it('speaks of events that nobody takes', () => {
		const waiting = (value: number) => pageOf({ etcd_debugging_mvcc_pending_events_total: value });
		const [finding] = findingsIn(check, watchedFacts(waiting(5000), waiting(1000)));
		assert.match(finding?.message ?? '', /^m1 .*: 1000 events wait for watchers/);
		assert.equal(verdictOf(check, watchedFacts(waiting(5000), waiting(999))).kind, 'passed');
	});

	it('does not know from one high sample, nor where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(page(50))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(0))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(undefined), page(undefined))).kind, 'unknown');
	});
});
