import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/many-keys.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { everywhere, pageOf } from '../../../support/metrics-page.ts';

const facts = (keys: number | undefined) => everywhere(pageOf({ etcd_debugging_mvcc_keys_total: keys }));

describe('etcd/many-keys', () => {
	it('is silent up to a million', () => {
		assert.equal(verdictOf(check, facts(1_000_000)).kind, 'passed');
	});

	it('warns above a million and is an error above three, once for the cluster', () => {
		const [finding, ...more] = findingsIn(check, facts(1_500_000));
		assert.deepEqual([finding?.severity, more.length], ['warning', 0]);
		assert.match(finding?.message ?? '', /holds 1500000 keys/);
		assert.equal(findingsIn(check, facts(3_500_000))[0]?.severity, 'error');
		assert.equal(findingsIn(check, facts(1_500_000), { warnCount: 2_000_000 }).length, 0);
	});

	it('does not know where it is not told', () => {
		assert.equal(verdictOf(check, facts(undefined)).kind, 'unknown');
	});
});
