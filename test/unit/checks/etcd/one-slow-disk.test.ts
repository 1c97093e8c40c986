import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/one-slow-disk.ts';
import {
	each,
	except,
	factsOf,
	findingsIn,
	memberListOf,
	memberOf,
	metricsOf,
	silent,
	statusOf,
	verdictOf,
} from '../../../support/facts.ts';
import { histogram, pageOf } from '../../../support/metrics-page.ts';

const family = 'etcd_disk_wal_fsync_duration_seconds';
/** All syncs of each member in the window fell into the bucket that ends there. */
const facts = (...bounds: readonly string[]) =>
	factsOf({
		metrics: each(index =>
			metricsOf(
				pageOf({}, histogram(family, {})),
				pageOf({}, histogram(family, { [bounds[index] ?? '']: 100 })),
				index,
			),
		),
	});

describe('etcd/one-slow-disk', () => {
	it('is silent while all are alike, fast or slow', () => {
		assert.equal(verdictOf(check, facts('0.001', '0.002', '0.001')).kind, 'passed');
		assert.equal(verdictOf(check, facts('0.064', '0.064', '0.032')).kind, 'passed');
	});

	it('is silent below 5 ms, and where the bounds leave a doubt', () => {
		assert.equal(verdictOf(check, facts('0.001', '0.004', '0.001')).kind, 'passed');
		assert.equal(verdictOf(check, facts('0.008', '0.032', '0.008')).kind, 'passed');
	});

	it('names the slow one', () => {
		const [finding, ...more] = findingsIn(check, facts('0.001', '0.016', '0.002'));
		assert.deepEqual(more, []);
		assert.match(finding?.message ?? '', /^m1 .*between 8 ms and 16 ms, in 10 s; no other member’s over 2 ms/);
		assert.equal(findingsIn(check, facts('0.001', '0.016', '0.002'), { ratio: 5 }).length, 0);
	});

	it('does not know while a member is silent or has hardly written', () => {
		const { metrics } = facts('0.001', '0.001', '0.001');
		assert.equal(verdictOf(check, factsOf({ metrics: except(metrics, 2, silent(2)) })).kind, 'unknown');
		const idle = { endpoint: 'http://127.0.0.1:32379', answer: metricsOf(pageOf(), pageOf(), 2) };
		assert.equal(verdictOf(check, factsOf({ metrics: except(metrics, 2, idle) })).kind, 'unknown');
	});

	it('has nothing to compare in a cluster of one', () => {
		const alone = factsOf({
			statuses: each(i => statusOf(i)).slice(0, 1),
			memberLists: each(() => memberListOf({ members: [memberOf(0)] })).slice(0, 1),
			metrics: facts('0.016', '', '').metrics.slice(0, 1),
		});
		assert.equal(verdictOf(check, alone).kind, 'notApplicable');
	});
});
