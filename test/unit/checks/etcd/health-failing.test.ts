import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/health-failing.ts';
import type { Facts, Health } from '../../../../src/core/facts.ts';
import { answering, each, except, factsOf, findingsIn, silent, statusOf, verdictOf } from '../../../support/facts.ts';

const fine: Health = {
	health: { ok: true, reason: '' },
	livez: { ok: true, reason: '' },
	readyz: { ok: true, reason: '' },
};
const facts = (health: Health, overrides: Partial<Facts> = {}) =>
	factsOf({
		health: except(
			each(() => fine),
			1,
			answering(1, health),
		),
		...overrides,
	});
const bad = (reason: string) => ({ ok: false, reason });
const leaderless = each(index => statusOf(index, { leaderId: '0' }));

describe('etcd/health-failing', () => {
	it('is silent while the pages are well, and of a page that a version lacks', () => {
		assert.equal(verdictOf(check, facts(fine)).kind, 'passed');
		assert.equal(verdictOf(check, facts({ health: { ok: true, reason: '' } })).kind, 'passed');
	});

	it('gives the page and its reason', () => {
		const [finding] = findingsIn(check, facts({ ...fine, livez: bad('serializable_read failed: stalled') }));
		assert.equal(finding?.severity, 'error');
		assert.match(finding.message, /^m1 .*\/livez: serializable_read failed: stalled/);
		assert.equal(
			findingsIn(check, facts({ ...fine, health: bad('RANGE ERROR:etcdserver: request timed out') })).length,
			1,
		);
	});

	it('explains a page without a reason, as of etcd 3.4, by the alarm that the member tells of', () => {
		const unexplained: Health = { health: bad('') };
		assert.equal(findingsIn(check, facts(unexplained)).length, 1);
		const alarmed = each(index => statusOf(index, { errors: ['memberID:1 alarm:NOSPACE '] }));
		assert.equal(verdictOf(check, facts(unexplained, { statuses: alarmed })).kind, 'notApplicable');
	});

	it('leaves alarms and learners to others', () => {
		for (const reason of [
			'ALARM NOSPACE',
			'ALARM CORRUPT',
			'data_corruption failed: alarm',
			'non_learner failed: this is a learner',
		]) {
			assert.equal(verdictOf(check, facts({ ...fine, readyz: bad(reason) })).kind, 'notApplicable', reason);
		}
	});

	it('leaves a lost leader to others', () => {
		assert.equal(verdictOf(check, facts({ ...fine, health: bad('RAFT NO LEADER') })).kind, 'notApplicable');
		const pages = { health: bad('RANGE ERROR:timed out'), readyz: bad('linearizable_read failed: timed out') };
		assert.equal(verdictOf(check, facts(pages, { statuses: leaderless })).kind, 'notApplicable');
		assert.equal(verdictOf(check, facts(pages)).kind, 'failed');
	});

	it('leaves a read that fails for us, too, to others, but not what else fails', () => {
		const reads = {
			linearizableReads: except(
				each(() => ({ tookMs: 3 })),
				1,
				silent(1, 'deadline'),
			),
		};
		assert.equal(
			verdictOf(check, facts({ readyz: bad('linearizable_read failed: timed out') }, reads)).kind,
			'notApplicable',
		);
		assert.equal(
			verdictOf(check, facts({ readyz: bad('linearizable_read failed: x; disk failed: y') }, reads)).kind,
			'failed',
		);
	});

	it('does not know of a member whose pages do not come', () => {
		const health = except(
			each(() => fine),
			1,
			silent(1, 'deadline'),
		);
		assert.equal(verdictOf(check, factsOf({ health })).kind, 'unknown');
	});
});
