import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-requests.ts';
import type { Sample } from '../../../../src/core/facts.ts';
import { factsOf, onlyFinding, silent, verdictOf } from '../../../support/facts.ts';
import { everywhere, histogram, pageOf } from '../../../support/metrics-page.ts';

const family = 'grpc_server_handling_seconds';
const handling = (
	counts: Record<string, number>,
	method = 'Range',
	type = 'unary',
	service = 'etcdserverpb.KV',
): Sample[] => histogram(family, counts, { grpc_method: method, grpc_service: service, grpc_type: type });
const none = pageOf({}, handling({}));

describe('etcd/slow-requests', () => {
	it('does not apply where etcd tells it not', () => {
		assert.equal(verdictOf(check, everywhere(pageOf(), pageOf())).kind, 'notApplicable');
	});

	it('is silent on fast requests, and on what takes long by its nature', () => {
		const natural = [
			...handling({ 0.005: 100 }),
			...handling({ 10: 50 }, 'Defragment', 'unary', 'etcdserverpb.Maintenance'),
			...handling({ 10: 50 }, 'HashKV', 'unary', 'etcdserverpb.Maintenance'),
			...handling({ 10: 50 }, 'Lock', 'unary', 'v3lockpb.Lock'),
			...handling({ 10: 50 }, 'Watch', 'bidi_stream', 'etcdserverpb.Watch'),
		];
		assert.equal(verdictOf(check, everywhere(none, pageOf({}, natural))).kind, 'passed');
	});

	it('speaks of slow ones, whatever their method', () => {
		const slow = [...handling({ 0.005: 90 }), ...handling({ 0.5: 10 }, 'Txn')];
		const facts = everywhere(none, pageOf({}, slow)).metrics.slice(1, 2);
		const finding = onlyFinding(check, factsOf({ metrics: facts }));
		assert.match(
			finding.message,
			/^m1 .* take about .* \(between 250 ms and 500 ms\) or longer .*\(100 requests in 10 s\)/,
		);
	});

	it('does not know from few requests, nor of a silent member', () => {
		assert.equal(verdictOf(check, everywhere(none, pageOf({}, handling({ 1: 10 })))).kind, 'unknown');
		assert.equal(verdictOf(check, factsOf({ metrics: [0, 1, 2].map(i => silent(i)) })).kind, 'unknown');
	});
});
