import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/health-check-failures.ts';
import { answering, except, factsOf, onlyFinding, verdictOf } from '../../../support/facts.ts';
import { pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const page = (failures: number | undefined) => pageOf({ etcd_server_health_failures: failures });
const sick = { ok: false, reason: 'RAFT NO LEADER' };

describe('etcd/health-check-failures', () => {
	it('is silent about failures before the window', () => {
		assert.equal(verdictOf(check, watchedFacts(page(70), page(70))).kind, 'passed');
	});

	it('speaks when some failed while ours passed', () => {
		const finding = onlyFinding(check, watchedFacts(page(70), page(72)));
		assert.match(finding.message, /^m1 .*: 2 health checks failed in 10 s, though it passed ours/);
	});

	it('leaves a member that is not well now to the check of that', () => {
		const { health } = factsOf();
		const unwell = except(health, 1, answering(1, { health: sick }));
		assert.equal(verdictOf(check, watchedFacts(page(70), page(72), { health: unwell })).kind, 'notApplicable');
	});

	it('does not know from one sample, nor where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(page(70))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(undefined), page(undefined))).kind, 'unknown');
	});
});
