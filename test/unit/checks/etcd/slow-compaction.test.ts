import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-compaction.ts';
import { onlyFinding, verdictOf } from '../../../support/facts.ts';
import { histogram, pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const family = 'etcd_debugging_mvcc_db_compaction_total_duration_milliseconds';
const page = (counts: Record<string, number>) => pageOf({}, histogram(family, counts));

describe('etcd/slow-compaction', () => {
	it('is silent while compactions are short, none was made, or one in a hundred was long', () => {
		assert.equal(verdictOf(check, watchedFacts(page({ 12800: 5 }))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page({}))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page({ 100: 198, 25600: 2 }))).kind, 'passed');
	});

	it('speaks of those that took long since the process started', () => {
		const finding = onlyFinding(check, watchedFacts(page({ 100: 3, 25600: 1 })));
		assert.match(finding.message, /^m1 .*: 1 of 4 compactions took long since its process started 24 h ago/);
	});

	it('does not know where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts([], [])).kind, 'unknown');
	});
});
