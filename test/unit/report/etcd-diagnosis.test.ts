import assert from 'node:assert/strict';
import { goDuration, toEtcdDiagnosis } from '../../../src/core/report/etcd-diagnosis.ts';
import { readForeign } from '../../../src/adapters/import/read.ts';
import { mergeFound } from '../../../src/adapters/import/merge.ts';
import { endpoints, factsOf, ids, now, silent } from '../../support/facts.ts';
import { runOf } from './sample-run.ts';

describe('the etcd-diagnosis export', () => {
	const { statuses, linearizableReads } = factsOf();
	const facts = factsOf({
		statuses: [...statuses.slice(0, 2), silent(2, 'tcp', 'connection refused')],
		linearizableReads: [...linearizableReads.slice(0, 2), silent(2, 'tcp', 'connection refused')],
	});
	const text = toEtcdDiagnosis(runOf(facts));

	it('prints 64-bit ids as bare numbers, digit by digit', () => {
		for (const id of ids) {
			assert.ok(text.includes(`"ID": ${BigInt(`0x${id}`)}`), id);
		}
	});

	it('has the five plugins in order, and is read back with the same statuses and lists', () => {
		const names = [...text.matchAll(/"name": "(\w+Checker)"/g)].map(match => match[1]);
		assert.deepEqual(names, [
			'membershipChecker',
			'epStatusChecker',
			'serializableReadChecker',
			'linearizableReadChecker',
			'metricsChecker',
		]);
		const back = mergeFound([readForeign(text, 'report.json')], now).facts;
		assert.deepEqual(back.statuses?.slice(0, 2), facts.statuses.slice(0, 2));
		const silence = back.statuses?.[2];
		assert.ok(silence && 'silence' in silence && silence.silence.stage === 'tcp');
		assert.deepEqual(back.memberLists?.[0], facts.memberLists[0]);
		assert.equal(back.endpoints?.length, endpoints.length);
	});

	it('does not call successful what failed', () => {
		assert.match(text, /"name": "linearizableReadChecker",\s*"summary": "Unsuccessful"/);
		assert.match(text, /Failed to get endpoint status from \\"http:\/\/127.0.0.1:32379\\": connection refused/);
	});

	it('tells a plugin without facts as failed', () => {
		const { metrics: _metrics, ...rest } = facts;
		assert.match(toEtcdDiagnosis(runOf(rest)), /"name": "metricsChecker",\s*"reason": "/);
	});

	it('writes durations as Go does', () => {
		assert.deepEqual([0.7429, 2.5, 5001].map(goDuration), ['742.9µs', '2.5ms', '5.001s']);
	});
});
