import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/peer-inactive.ts';
import {
	answering,
	each,
	except,
	factsOf,
	findingsIn,
	ids,
	memberListOf,
	memberOf,
	silent,
	statusOf,
	verdictOf,
} from '../../../support/facts.ts';
import { labelled, pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const toM0 = labelled('etcd_network_active_peers', { Local: ids[1] ?? '', Remote: ids[0] ?? '' }, 1);
const toM2 = (value: number) =>
	labelled('etcd_network_active_peers', { Local: ids[1] ?? '', Remote: ids[2] ?? '' }, value);
const lost = (count: number) =>
	labelled('etcd_network_disconnected_peers_total', { Local: ids[1] ?? '', Remote: ids[2] ?? '' }, count);
const page = (...more: Parameters<typeof pageOf>[1] & object) => pageOf({}, [toM0, ...more]);

describe('etcd/peer-inactive', () => {
	it('is silent while every peer is connected, also by one sample', () => {
		assert.equal(verdictOf(check, watchedFacts(page(toM2(1)), page(toM2(1)))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(toM2(1)))).kind, 'passed');
	});

	it('names both members, whether the connection ended or never was', () => {
		for (const facts of [
			watchedFacts(page(toM2(0)), page(toM2(0))),
			watchedFacts(page(), page()),
			watchedFacts(page(toM2(0))),
		]) {
			const [finding, ...more] = findingsIn(check, facts);
			assert.deepEqual(more, []);
			assert.match(finding?.message ?? '', /^m1 .* has no connection to m2/);
		}
	});

	it('speaks of a connection that was lost meanwhile', () => {
		const [finding] = findingsIn(check, watchedFacts(page(toM2(1), lost(1)), page(toM2(1), lost(2))));
		assert.match(finding?.message ?? '', /^m1 .* lost its connection to m2/);
	});

	it('leaves out a peer that is down', () => {
		const down = {
			statuses: except(
				each(i => statusOf(i)),
				2,
				silent(2),
			),
		};
		assert.equal(findingsIn(check, watchedFacts(page(toM2(0)), page(toM2(0)), down)).length, 0);
	});

	it('takes each member at its own list, so that another cluster’s members are no peers', () => {
		const other = memberListOf({ clusterId: '77', members: [memberOf(0, { id: 'abc', name: 'alone' })] });
		const memberLists = except(
			each(() => memberListOf()),
			2,
			answering(2, other),
		);
		const statuses = except(
			each(i => statusOf(i)),
			2,
			answering(2, statusOf(2, { memberId: 'abc', clusterId: '77' })),
		);
		const facts = factsOf({
			memberLists,
			statuses,
			metrics: watchedFacts(page(toM2(1)), page(toM2(1))).metrics.map(({ memberId: _memberId, ...reply }) => reply),
		});
		assert.equal(verdictOf(check, facts).kind, 'passed');
	});

	it('does not know while nobody tells the members', () => {
		const memberLists = each(() => memberListOf()).map((_, i) => silent(i, 'authentication'));
		assert.equal(verdictOf(check, watchedFacts(page(toM2(1)), page(toM2(1)), { memberLists })).kind, 'unknown');
	});

	it('does not know from metrics that do not tell of peers', () => {
		assert.equal(verdictOf(check, watchedFacts([], [])).kind, 'unknown');
	});
});
