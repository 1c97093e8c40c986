import assert from 'node:assert/strict';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { calls } from '../../src/adapters/etcd/calls.ts';
import { Message } from '../../src/core/protobuf.ts';
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
		assert.deepEqual([...new Set(made)].sort(), [
			'/etcdserverpb.Auth/AuthStatus',
			'/etcdserverpb.Auth/Authenticate',
			'/etcdserverpb.Auth/RoleList',
			'/etcdserverpb.Auth/UserGet',
			'/etcdserverpb.Auth/UserList',
			'/etcdserverpb.Cluster/MemberList',
			'/etcdserverpb.KV/Range',
			'/etcdserverpb.Lease/LeaseLeases',
			'/etcdserverpb.Lease/LeaseTimeToLive',
			'/etcdserverpb.Maintenance/Alarm',
			'/etcdserverpb.Maintenance/HashKV',
			'/etcdserverpb.Maintenance/Status',
		]);
		const page = new Message(calls.keyPage(new Uint8Array(1), 10).request);
		assert.ok(page.bool(7) && page.bool(8), 'keys are listed serializably and without values');
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

	it('ends no member of etcd 3.4 in a cluster that also has newer ones, with anything it asks', async () => {
		const mixed = await startCluster({ versions: ['3.4', '3.4', '3.5'] });
		try {
			await mixed.decided('3.4');
			const before = await mixed.revision();
			await diagnose(['--endpoints', mixed.endpoints.join(), '--window', '0', '--deep']);
			// A write after it: all that the diagnosis sent through raft has been applied by then.
			await mixed.etcdctl(['put', 'k', 'v']);
			await mixed.decided('3.4');
			assert.deepEqual(
				mixed.members.map(member => member.running),
				[true, true, true],
			);
			assert.equal(Number(await mixed.revision()), Number(before) + 1);
		} finally {
			await mixed.close();
		}
	});
});
