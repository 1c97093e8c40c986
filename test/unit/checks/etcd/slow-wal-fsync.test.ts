import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-wal-fsync.ts';
import { except, each, factsOf, findingsIn, metricsOf, silent, verdictOf } from '../../../support/facts.ts';
import { histogram, pageOf, restarted, watchedFacts } from '../../../support/metrics-page.ts';

const family = 'etcd_disk_wal_fsync_duration_seconds';
const before = pageOf({}, histogram(family, { 0.001: 1000 }));
const after = (counts: Record<string, number>) => pageOf({}, histogram(family, { 0.001: 1000, ...counts }));
/** The others write, too, and fast. */
const facts = (counts: Record<string, number>) => {
	const fast = each(index => metricsOf(before, after({ 0.001: 1100 }), index));
	return factsOf({
		metrics: fast.map((reply, i) => (i === 1 ? { ...reply, answer: metricsOf(before, after(counts)) } : reply)),
	});
};

describe('etcd/slow-wal-fsync', () => {
	it('is silent while the disk is fast', () => {
		assert.equal(verdictOf(check, facts({ 0.001: 1200 })).kind, 'passed');
	});

	it('names the member, the percentile with its bounds and the number of syncs', () => {
		const [finding, ...more] = findingsIn(check, facts({ 0.032: 100 }));
		assert.deepEqual(more, []);
		assert.equal(finding?.severity, 'warning');
		assert.match(finding.message, /^m1 .*about 31\.8 ms \(between 16 ms and 32 ms\).*100 syncs in 10 s/);
		assert.deepEqual(finding.anchor, { kind: 'flag', component: 'etcd', flags: ['wal-dir', 'data-dir'], member: 'm1' });
	});

	it('is an error above a second, and honest about the last bucket', () => {
		const [finding] = findingsIn(check, facts({ '+Inf': 100 }));
		assert.equal(finding?.severity, 'error');
		assert.match(finding.message, /take over 8\.19 s/);
	});

	it('lets one hiccup in fifty pass', () => {
		assert.equal(verdictOf(check, facts({ 0.001: 1049, 0.512: 1 })).kind, 'passed');
		assert.equal(verdictOf(check, facts({ 0.001: 1047, 0.512: 3 })).kind, 'failed');
	});

	it('counts what is above the limit, not only the slowest of the slow', () => {
		assert.equal(verdictOf(check, facts({ 0.064: 80, 0.128: 2 })).kind, 'failed');
	});

	it('goes by the limit it is given', () => {
		assert.equal(findingsIn(check, facts({ 0.032: 100 }), { warnMs: 40 }).length, 0);
	});

	it('does not know from nineteen syncs', () => {
		const verdict = verdictOf(check, facts({ 0.032: 19 }));
		assert.equal(verdict.kind, 'unknown');
		assert.match('reason' in verdict ? String(verdict.reason) : '', /m1 .*only 19 syncs .* in 10 s/);
	});

	it('with one sample speaks of the time since the process started', () => {
		const slow = watchedFacts(after({ 0.032: 100 }));
		assert.match(findingsIn(check, slow)[0]?.message ?? '', /1100 syncs since its process started 24 h ago/);
		assert.equal(verdictOf(check, watchedFacts(before)).kind, 'passed');
	});

	it('does not know of a member that restarted, was silent, or does not tell', () => {
		const fast = each(index => metricsOf(before, after({ 0.001: 1100 }), index));
		for (const odd of [silent(1), { ...fast[1], endpoint: '', answer: metricsOf(before, pageOf(restarted)) }]) {
			assert.equal(verdictOf(check, factsOf({ metrics: except(fast, 1, odd) })).kind, 'unknown');
		}
		assert.equal(verdictOf(check, watchedFacts([])).kind, 'unknown');
	});
});
