import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/requests-refused-by-overload.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { handled, pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const page = (gap: number, refused = 0) =>
	pageOf({ etcd_server_proposals_committed_total: 10_000 + gap, etcd_server_proposals_applied_total: 10_000 }, [
		handled('ResourceExhausted', refused, 'Put'),
	]);

describe('etcd/requests-refused-by-overload', () => {
	it('is silent while the member keeps up, whatever a full quota refuses', () => {
		assert.equal(verdictOf(check, watchedFacts(page(40), page(60, 500))).kind, 'passed');
	});

	it('is silent about a moment in which nothing was refused', () => {
		assert.equal(verdictOf(check, watchedFacts(page(6000), page(10))).kind, 'passed');
	});

	it('speaks when it is too far behind in both samples, or in one and refuses', () => {
		const [finding] = findingsIn(check, watchedFacts(page(5200), page(6000)));
		assert.equal(finding?.severity, 'error');
		assert.match(finding.message, /^m1 .* 6000 entries behind .*\(0 refusals/);
		assert.match(findingsIn(check, watchedFacts(page(6000), page(10, 44)))[0]?.message ?? '', /\(44 refusals/);
		assert.equal(findingsIn(check, watchedFacts(page(6000))).length, 1);
	});

	it('does not know where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts([], [])).kind, 'unknown');
	});
});
