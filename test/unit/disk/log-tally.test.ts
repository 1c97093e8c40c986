import assert from 'node:assert/strict';
import { newLogTally } from '../../../src/app/inspect/log-of.ts';

const line = (msg: string, more: object = {}, second = 0) =>
	JSON.stringify({ level: 'warn', ts: new Date(second * 1000).toISOString(), msg, ...more });

describe('what a log comes to', () => {
	it('counts each kind, with the first and the last time, the longest and who', () => {
		const tally = newLogTally();
		tally.add('not a line');
		tally.add('');
		tally.add(line('prober detected unhealthy status', { 'remote-peer-id': 'aa', error: 'refused' }, 5));
		tally.add(line('prober detected unhealthy status', { 'remote-peer-id': 'bb', error: 'refused' }, 3));
		tally.add(line('slow fdatasync', { took: '1.5s' }, 9));
		tally.add(line('slow fdatasync', { took: '300ms' }, 8));
		const { lines, foreign, first, last, groups } = tally.digest('a.log');
		assert.deepEqual([lines, foreign, first, last], [6, 1, 3000, 9000]);
		const [prober, disk] = ['prober detected unhealthy status', 'slow fdatasync'].map(id =>
			groups.find(each => each.line === id),
		);
		assert.deepEqual([prober?.count, prober?.lineNumber, prober?.first, prober?.last], [2, 3, 3000, 5000]);
		assert.deepEqual(prober?.details[0], { field: 'error', value: 'refused', count: 2 });
		assert.equal(disk?.longestMs, 1500);
	});

	it('keeps errors that nobody knows, and no warnings', () => {
		const tally = newLogTally();
		tally.add(JSON.stringify({ level: 'error', msg: 'something new', error: 'why' }));
		tally.add(line('nothing to worry about'));
		const { groups, otherErrors } = tally.digest('a.log');
		assert.deepEqual([groups.length, otherErrors.map(each => each.line)], [0, ['something new']]);
	});

	it('knows what a client logs by what the server answered', () => {
		const tally = newLogTally();
		tally.add(
			line('retrying of unary invoker failed', {
				error: 'rpc error: code = ResourceExhausted desc = etcdserver: mvcc: database space exceeded',
			}),
		);
		assert.deepEqual(
			tally.digest('-').groups.map(each => each.line),
			['etcdserver: mvcc: database space exceeded'],
		);
	});

	it('takes no more memory for a log without end', () => {
		const tally = newLogTally();
		for (let index = 0; index < 20_000; index++) {
			tally.add(JSON.stringify({ level: 'error', msg: `error number ${index}` }));
			tally.add(line('slow fdatasync', { took: '1s' }));
			tally.add(line('rejected connection', { 'remote-addr': `10.0.0.1:${index}` }));
			tally.add(line('finished scheduled compaction', { 'compact-revision': index, hash: index }));
		}
		const digest = tally.digest('-');
		assert.ok(digest.otherErrors.length <= 201);
		assert.equal(
			digest.otherErrors.reduce((sum, each) => sum + each.count, 0),
			20_000,
		);
		assert.ok(digest.groups.every(({ details }) => details.length <= 5));
		assert.deepEqual([digest.compactions.length, digest.compactions.at(-1)?.revision], [500, 19_999]);
	});
});
