import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/proposals-failing.ts';
import { findingsIn, now, verdictOf } from '../../../support/facts.ts';
import { pageOf, restarted, watchedFacts } from '../../../support/metrics-page.ts';

const failed = (count: number | undefined, values = {}) =>
	pageOf({ etcd_server_proposals_failed_total: count, ...values });

describe('etcd/proposals-failing', () => {
	it('is silent up to five in a second, whatever failed before', () => {
		assert.equal(verdictOf(check, watchedFacts(failed(9000), failed(9050))).kind, 'passed');
	});

	it('names the member and counts what failed in the window', () => {
		const [finding] = findingsIn(check, watchedFacts(failed(9000), failed(9060)));
		assert.match(finding?.message ?? '', /^m1 .* 60 proposals failed in 10 s/);
		assert.equal(findingsIn(check, watchedFacts(failed(9000), failed(9060)), { perSecond: 7 }).length, 0);
	});

	it('with one sample goes by the average since the start, of at least a quarter of an hour', () => {
		const [finding] = findingsIn(check, watchedFacts(failed(6 * 86_400)));
		assert.match(finding?.message ?? '', /since its process started 24 h ago/);
		const young = failed(600, { process_start_time_seconds: now / 1000 - 60 });
		assert.equal(verdictOf(check, watchedFacts(young)).kind, 'passed');
	});

	it('does not know after a restart, nor where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(failed(1), failed(100, restarted))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(failed(undefined), failed(undefined))).kind, 'unknown');
	});
});
