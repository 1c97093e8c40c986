import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-snapshot.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { histogram, pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const received = 'etcd_snap_db_save_total_duration_seconds';
const saved = 'etcd_snap_fsync_duration_seconds';

describe('etcd/slow-snapshot', () => {
	it('is silent while snapshots are fast, or none was taken', () => {
		assert.equal(verdictOf(check, watchedFacts(pageOf(), pageOf())).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(pageOf({}, histogram(received, {})))).kind, 'passed');
	});

	it('speaks of what was received and of what was saved, since the process started', () => {
		const slow = pageOf({}, [
			...histogram(received, { 51.2: 1, 0.4: 3 }),
			...histogram(saved, { 2.048: 2, 0.001: 50 }),
		]);
		const messages = findingsIn(check, watchedFacts(slow, slow)).map(({ message }) => message);
		assert.match(messages[0] ?? '', /^m1 .* 1 of 4 snapshots took long to receive since its process started 24 h ago/);
		assert.match(messages[1] ?? '', /^m1 .* 2 of 52 snapshot files took long to sync/);
	});

	it('lets one in a hundred pass', () => {
		const page = pageOf({}, histogram(saved, { 2.048: 2, 0.001: 198 }));
		assert.equal(verdictOf(check, watchedFacts(page, page)).kind, 'passed');
	});

	it('does not know where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts([], [])).kind, 'unknown');
	});
});
