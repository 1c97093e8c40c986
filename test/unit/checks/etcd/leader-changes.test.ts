import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/leader-changes.ts';
import { findingsIn, now, verdictOf } from '../../../support/facts.ts';
import { pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const page = (changes: number | undefined, minutes: number) =>
	pageOf({
		etcd_server_leader_changes_seen_total: changes,
		process_start_time_seconds: now / 1000 - minutes * 60,
	});
const facts = (changes: number | undefined, minutes: number) =>
	watchedFacts(page(changes, minutes), page(changes, minutes));

describe('etcd/leader-changes', () => {
	it('is silent after the first election and a few more', () => {
		assert.equal(verdictOf(check, facts(1, 1)).kind, 'passed');
		assert.equal(verdictOf(check, facts(4, 1)).kind, 'passed');
	});

	it('counts in a process younger than the span, and says since when', () => {
		const [finding, ...more] = findingsIn(check, facts(5, 5));
		assert.deepEqual(more, []);
		assert.match(finding?.message ?? '', /^m1 .* 4 times since its process started 5 min ago/);
		assert.deepEqual(finding?.subject, { kind: 'cluster' });
		assert.equal(findingsIn(check, facts(5, 5), { warnCount: 5 }).length, 0);
	});

	it('averages in an older one', () => {
		assert.equal(verdictOf(check, facts(40, 24 * 60)).kind, 'passed');
		const [finding] = findingsIn(check, facts(401, 24 * 60));
		assert.match(finding?.message ?? '', /on average 4\.2 times in 15 minutes/);
	});

	it('judges one sample alike', () => {
		assert.equal(findingsIn(check, watchedFacts(page(5, 5))).length, 1);
	});

	it('does not know where it is not told', () => {
		assert.equal(verdictOf(check, facts(undefined, 5)).kind, 'unknown');
	});
});
