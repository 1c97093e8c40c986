import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-apply.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { everywhere, histogram, pageOf, restarted } from '../../../support/metrics-page.ts';

const family = 'etcd_server_apply_duration_seconds';
const page = (put: Record<string, number>, txn: Record<string, number>) =>
	pageOf({}, [...histogram(family, put, { op: 'Put' }), ...histogram(family, txn, { op: 'Txn' })]);

describe('etcd/slow-apply', () => {
	it('is silent while requests are applied fast', () => {
		assert.equal(verdictOf(check, everywhere(page({}, {}), page({ 0.0016: 30 }, { 0.0512: 30 }))).kind, 'passed');
	});

	it('takes all kinds of requests together', () => {
		const facts = everywhere(page({ 0.0016: 10 }, {}), page({ 0.0016: 60 }, { 0.4096: 10 }));
		const [finding] = findingsIn(check, facts);
		assert.match(finding?.message ?? '', /between 205 ms and 410 ms.*60 requests in 10 s/);
		assert.equal(findingsIn(check, facts, { warnMs: 500 }).length, 0);
	});

	it('does not know from few requests, nor after a restart', () => {
		assert.equal(verdictOf(check, everywhere(page({}, {}), page({ 0.4096: 19 }, {}))).kind, 'unknown');
		assert.equal(verdictOf(check, everywhere(page({}, {}), pageOf(restarted))).kind, 'unknown');
	});

	it('with one sample speaks of the time since the process started', () => {
		const [finding] = findingsIn(check, everywhere(page({ 0.4096: 50 }, {})));
		assert.match(finding?.message ?? '', /since its process started 24 h ago/);
	});
});

/** etcd 3.4 has no such histogram. */
describe('etcd/slow-apply by the counters of etcd 3.4', () => {
	const old = (applied: number, slow: number, values = {}) =>
		pageOf({ etcd_server_proposals_applied_total: applied, etcd_server_slow_apply_total: slow, ...values }).filter(
			({ name }) => !name.startsWith(family),
		);

	it('is silent while few are slow', () => {
		assert.equal(verdictOf(check, everywhere(old(1000, 50), old(2000, 55))).kind, 'passed');
	});

	it('speaks when more than one in a hundred is', () => {
		const [finding] = findingsIn(check, everywhere(old(1000, 50), old(2000, 90)));
		assert.match(finding?.message ?? '', /40 of 1000 requests took over 100 ms to be applied in 10 s/);
	});

	it('does not know from few requests, nor after a restart', () => {
		assert.equal(verdictOf(check, everywhere(old(1000, 0), old(1019, 19))).kind, 'unknown');
		assert.equal(verdictOf(check, everywhere(old(1000, 0), old(900, 0, restarted))).kind, 'unknown');
	});

	it('with one sample speaks of the time since the process started', () => {
		assert.match(findingsIn(check, everywhere(old(1000, 50)))[0]?.message ?? '', /since its process started/);
	});
});
