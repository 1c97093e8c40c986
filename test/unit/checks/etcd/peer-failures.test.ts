import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/peer-failures.ts';
import {
	each,
	except,
	findingsIn,
	ids,
	memberListOf,
	memberOf,
	silent,
	statusOf,
	verdictOf,
} from '../../../support/facts.ts';
import { labelled, pageOf, restarted, watchedFacts } from '../../../support/metrics-page.ts';

const page = (sent: number, received = 0, values = {}) =>
	pageOf(values, [
		labelled('etcd_network_peer_sent_failures_total', { To: ids[2] ?? '' }, sent),
		labelled('etcd_network_peer_received_failures_total', { From: ids[2] ?? '' }, received),
	]);

describe('etcd/peer-failures', () => {
	it('is silent about failures of the past, and about a single one', () => {
		assert.equal(verdictOf(check, watchedFacts(page(300), page(301))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(pageOf(), pageOf())).kind, 'passed');
	});

	it('names both members, also for a counter that appears in the window', () => {
		for (const before of [page(0), pageOf()]) {
			const [finding, ...more] = findingsIn(check, watchedFacts(before, page(5, 1)));
			assert.deepEqual(more, []);
			assert.match(finding?.message ?? '', /^m1 .* with m2, 5 could not be sent and 1 not received in 10 s/);
		}
	});

	it('leaves out a peer that is down, never started, or no member any more', () => {
		const down = {
			statuses: except(
				each(i => statusOf(i)),
				2,
				silent(2, 'deadline'),
			),
		};
		assert.equal(findingsIn(check, watchedFacts(page(0), page(9), down)).length, 0);
		for (const members of [
			[memberOf(0), memberOf(1)],
			[memberOf(0), memberOf(1), memberOf(2, { name: '', clientUrls: [] })],
		]) {
			const memberLists = each(() => memberListOf({ members }));
			assert.equal(findingsIn(check, watchedFacts(page(0), page(9), { memberLists })).length, 0);
		}
	});

	it('does not know from one sample, nor after a restart', () => {
		assert.equal(verdictOf(check, watchedFacts(page(9))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(0), page(9, 0, restarted))).kind, 'unknown');
	});
});
