import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-peer-round-trip.ts';
import {
	each,
	except,
	factsOf,
	findingsIn,
	ids,
	memberListOf,
	memberOf,
	metricsOf,
	silent,
	statusOf,
	verdictOf,
} from '../../../support/facts.ts';
import { histogram, pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const family = 'etcd_network_peer_round_trip_time_seconds';
/** What m1 measured of m2; its way to m0 is short. */
const page = (toM2: Record<string, number>) =>
	pageOf({}, [
		...histogram(family, { 0.0016: 40 }, { To: ids[0] ?? '' }),
		...histogram(family, toM2, { To: ids[2] ?? '' }),
	]);
const facts = (toM2: Record<string, number>) => watchedFacts(page(toM2), page(toM2));

describe('etcd/slow-peer-round-trip', () => {
	it('is silent on short ways', () => {
		assert.equal(verdictOf(check, facts({ 0.0128: 100 })).kind, 'passed');
	});

	it('names both members and gives the bounds, not a false precision', () => {
		const [finding, ...more] = findingsIn(check, facts({ 0.0016: 20, 0.4096: 80 }));
		assert.deepEqual(more, []);
		assert.match(
			finding?.message ?? '',
			/^m1 .* to m2 take between 205 ms and 410 ms \(100 measurements since its process started/,
		);
	});

	it('does not know from few measurements, some of them short', () => {
		assert.equal(verdictOf(check, facts({ 0.0016: 10, 0.4096: 9 })).kind, 'unknown');
		assert.equal(verdictOf(check, facts({})).kind, 'unknown');
		assert.equal(verdictOf(check, facts({ 0.4096: 3 })).kind, 'unknown');
	});

	it('knows from few when all but the first of each prober are slow for sure', () => {
		const [finding] = findingsIn(check, facts({ 0.1024: 2, 0.4096: 2 }));
		assert.match(finding?.message ?? '', /4 measurements/);
		assert.equal(verdictOf(check, facts({ 0.1024: 2, 0.2048: 2 })).kind, 'unknown', '102 to 205 ms may be below 150');
	});

	it('goes by a heartbeat interval that is shorter and known from a file', () => {
		const spec = (flags: Record<string, string>, isPartial = false) =>
			({ document: 'f', component: 'etcd', flags, ...(isPartial && { isPartial }) }) as const;
		const slow = facts({ 0.1024: 10, 0.0512: 20 });
		const judged = (manifests: readonly ReturnType<typeof spec>[]) => findingsIn(check, { ...slow, manifests });
		assert.equal(judged([]).length, 0);
		assert.equal(judged([spec({ 'heartbeat-interval': '500' })]).length, 0);
		assert.equal(judged([spec({}, true)]).length, 0, 'another file may set it');
		const [finding] = judged([spec({ 'heartbeat-interval': '50' })]);
		assert.match(finding?.message ?? '', /between 51\.2 ms and 102 ms .*its heartbeat interval is 50 ms/);
	});

	it('leaves out a peer that is down or was never started', () => {
		const statuses = except(
			each(i => statusOf(i)),
			2,
			silent(2),
		);
		assert.equal(
			verdictOf(check, { ...facts({ 0.4096: 80 }), ...factsOf({ statuses, metrics: facts({ 0.4096: 80 }).metrics }) })
				.kind,
			'passed',
		);
	});

	it('has no way to judge in a cluster of one', () => {
		const alone = factsOf({
			statuses: each(i => statusOf(i)).slice(0, 1),
			memberLists: each(() => memberListOf({ members: [memberOf(0)] })).slice(0, 1),
			metrics: each(i => metricsOf(page({}), page({}), i)).slice(0, 1),
		});
		assert.equal(verdictOf(check, alone).kind, 'notApplicable');
	});
});
