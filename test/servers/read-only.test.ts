import assert from 'node:assert/strict';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { calls } from '../../src/adapters/etcd/calls.ts';
import { diagnose } from '../support/command-line.ts';

/** The diagnosis changes nothing: by the list of what it can send, and by a cluster's own account. */
describe('read-only', function () {
	this.timeout(60_000);
	let cluster: Cluster;

	before(async () => {
		cluster = await startCluster({ version: '3.6' });
		await cluster.etcdctl(['put', 'k', 'v']);
	});
	after(() => cluster.close());

	it('has no call but the reading ones', () => {
		const made = [...Object.values(calls)].map(call =>
			typeof call === 'function' ? (call as (...args: unknown[]) => { path: string })(1, 'x').path : call.path,
		);
		assert.deepEqual(made.sort(), [
			'/etcdserverpb.Auth/AuthStatus',
			'/etcdserverpb.Auth/Authenticate',
			'/etcdserverpb.Cluster/MemberList',
			'/etcdserverpb.KV/Range',
			'/etcdserverpb.Maintenance/Alarm',
			'/etcdserverpb.Maintenance/HashKV',
			'/etcdserverpb.Maintenance/Status',
		]);
		assert.deepEqual([...calls.alarms.request], [], 'the alarm is asked with the action GET');
	});

	it('leaves revision, hash, members and alarms as they were', async () => {
		const state = async () =>
			Promise.all([
				cluster.etcdctl(['endpoint', 'hashkv'], { json: true }).then(text => text.replace(/"raft_term":\d+/g, '')),
				cluster.etcdctl(['member', 'list']),
				cluster.etcdctl(['alarm', 'list']),
				cluster.etcdctl(['lease', 'list']),
				cluster.revision(),
			]);
		const before = await state();
		await diagnose(['--endpoints', cluster.endpoints.join(), '--window', '1s', '--deep', '--discover']);
		assert.deepEqual(await state(), before);
	});
});
