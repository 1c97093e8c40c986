import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/heartbeats-late.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { pageOf, restarted, watchedFacts } from '../../../support/metrics-page.ts';

const late = (count: number | undefined, values = {}) =>
	pageOf({ etcd_server_heartbeat_send_failures_total: count, ...values });

describe('etcd/heartbeats-late', () => {
	it('is silent about what was late long ago, and about one stall', () => {
		assert.equal(verdictOf(check, watchedFacts(late(800), late(802))).kind, 'passed');
	});

	it('counts what was late in the window', () => {
		assert.match(
			findingsIn(check, watchedFacts(late(800), late(812)))[0]?.message ?? '',
			/^m1 .* 12 heartbeats late in 10 s/,
		);
		assert.equal(findingsIn(check, watchedFacts(late(800), late(812)), { warnCount: 13 }).length, 0);
	});

	it('does not know from one sample, after a restart, or where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(late(800))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(late(800), late(900, restarted))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(late(undefined), late(undefined))).kind, 'unknown');
	});
});
