import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/snapshot-transfer-failing.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { labelled, pageOf, restarted, watchedFacts } from '../../../support/metrics-page.ts';

const page = (sent: number, received: number, values = {}) =>
	pageOf(values, [
		labelled('etcd_network_snapshot_send_failures', { To: 'a' }, sent),
		labelled('etcd_network_snapshot_receive_failures', { From: 'b' }, received),
	]);

describe('etcd/snapshot-transfer-failing', () => {
	it('is silent about the past, and where nothing was ever sent', () => {
		assert.equal(verdictOf(check, watchedFacts(page(4, 2), page(4, 2))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(pageOf(), pageOf())).kind, 'passed');
	});

	it('counts what failed in the window', () => {
		const [finding] = findingsIn(check, watchedFacts(page(4, 2), page(5, 4)));
		assert.match(finding?.message ?? '', /^m1 .* 1 snapshots could not be sent and 2 not received in 10 s/);
	});

	it('does not know from one sample, nor after a restart', () => {
		assert.equal(verdictOf(check, watchedFacts(page(4, 2))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(4, 2), page(9, 9, restarted))).kind, 'unknown');
	});
});
