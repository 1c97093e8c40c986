import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-backend-commit.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { everywhere, histogram, pageOf, restarted } from '../../../support/metrics-page.ts';

const family = 'etcd_disk_backend_commit_duration_seconds';
const page = (counts: Record<string, number>) => pageOf({}, histogram(family, { 0.001: 200, ...counts }));
const facts = (counts: Record<string, number>) => everywhere(page({}), page(counts));

describe('etcd/slow-backend-commit', () => {
	it('is silent while commits take up to 16 ms', () => {
		assert.equal(verdictOf(check, facts({ 0.016: 50 })).kind, 'passed');
	});

	it('warns above 25 ms and is an error above 500 ms', () => {
		const severities = ['0.032', '0.128', '1.024'].map(le => findingsIn(check, facts({ [le]: 50 }))[1]?.severity);
		assert.deepEqual(severities, ['warning', 'warning', 'error']);
		assert.match(
			findingsIn(check, facts({ 0.128: 50 }))[1]?.message ?? '',
			/^m1 .*between 64 ms and 128 ms.*50 commits in 10 s/,
		);
	});

	it('lets one or two slow commits pass', () => {
		assert.equal(verdictOf(check, facts({ 0.001: 248, 0.128: 2 })).kind, 'passed');
	});

	it('does not know from few commits, nor after a restart', () => {
		assert.equal(verdictOf(check, facts({ 0.128: 19 })).kind, 'unknown');
		const anew = pageOf(restarted, histogram(family, { 0.128: 100 }));
		assert.equal(verdictOf(check, everywhere(page({}), anew)).kind, 'unknown');
	});

	it('with one sample speaks of the time since the process started', () => {
		const [finding] = findingsIn(check, everywhere(page({ 0.128: 50 })));
		assert.match(finding?.message ?? '', /250 commits since its process started 24 h ago/);
	});
});
