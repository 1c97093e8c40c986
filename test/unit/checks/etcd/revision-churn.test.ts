import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/revision-churn.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { everywhere, pageOf, restarted } from '../../../support/metrics-page.ts';

const page = (revision: number | undefined, values = {}) =>
	pageOf({ etcd_debugging_mvcc_current_revision: revision, ...values });

describe('etcd/revision-churn', () => {
	it('is silent up to a thousand writes a second', () => {
		assert.equal(verdictOf(check, everywhere(page(5), page(10_005))).kind, 'passed');
	});

	it('speaks once for the cluster, and as information only', () => {
		const [finding, ...more] = findingsIn(check, everywhere(page(5), page(15_005)));
		assert.deepEqual(more, []);
		assert.equal(finding?.severity, 'info');
		assert.match(finding.message, /15000 revisions were made in 10 s: 1500 a second/);
		assert.equal(findingsIn(check, everywhere(page(5), page(15_005)), { perSecond: 2000 }).length, 0);
	});

	it('does not know from one sample, after a restart, or where it is not told', () => {
		assert.equal(verdictOf(check, everywhere(page(5))).kind, 'unknown');
		assert.equal(verdictOf(check, everywhere(page(5), page(15_005, restarted))).kind, 'unknown');
		assert.equal(verdictOf(check, everywhere(page(undefined), page(undefined))).kind, 'unknown');
	});
});
