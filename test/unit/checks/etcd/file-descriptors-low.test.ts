import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/file-descriptors-low.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const facts = (open: number | undefined, more = {}) => watchedFacts(pageOf({ process_open_fds: open, ...more }));

describe('etcd/file-descriptors-low', () => {
	it('is silent below 80 % of the limit', () => {
		assert.equal(verdictOf(check, facts(819)).kind, 'passed');
	});

	it('gives the use and the limit', () => {
		assert.match(findingsIn(check, facts(820))[0]?.message ?? '', /^m1 .* uses 820 of its 1024 file descriptors/);
		assert.equal(findingsIn(check, facts(820), { warnPercent: 90 }).length, 0);
	});

	it('goes by etcd’s own figures where Prometheus’ are not there', () => {
		assert.equal(findingsIn(check, facts(undefined, { os_fd_used: 90, os_fd_limit: 100 })).length, 1);
	});

	it('does not know where neither is told', () => {
		assert.equal(verdictOf(check, facts(undefined)).kind, 'unknown');
	});
});
