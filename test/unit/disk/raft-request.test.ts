import assert from 'node:assert/strict';
import { decodeRaftRequest } from '../../../src/disk/raft-request.ts';

/** A field of bytes; all that these messages need is short. */
const bytes = (field: number, content: Uint8Array | string): Buffer => {
	const tag = field * 8 + 2;
	const head = tag < 128 ? [tag] : [(tag & 127) | 128, tag >> 7];
	return Buffer.concat([Buffer.from([...head, content.length]), Buffer.from(content)]);
};

describe('a request in the log', () => {
	it('of a user keeps its password to itself', () => {
		for (const [field, kind] of [
			[1100, 'auth_user_add'],
			[1103, 'auth_user_change_password'],
			[1012, 'authenticate'],
		] as const) {
			const message = Buffer.concat([
				bytes(1, 'eve'),
				bytes(2, 'hunter2'),
				bytes(4, 'aHVudGVyMg=='),
				bytes(3, 'hunter2'),
			]);
			const request = decodeRaftRequest(bytes(field, message));
			assert.equal(request?.kind, kind);
			assert.deepEqual(request?.fields, { name: 'eve', password: '[redacted]' });
		}
	});

	it('of a transaction names the keys of both branches', () => {
		const put = (key: string) => bytes(2, Buffer.concat([bytes(1, key), bytes(2, 'value')]));
		const compare = bytes(3, 'guard');
		const inner = bytes(4, bytes(2, put('deep')));
		const txn = Buffer.concat([bytes(1, compare), bytes(2, put('a')), bytes(2, inner), bytes(3, put('b'))]);
		const request = decodeRaftRequest(bytes(6, txn));
		assert.equal(request?.kind, 'txn');
		assert.deepEqual(
			request?.keys.map(key => Buffer.from(key).toString()),
			['guard', 'a', 'deep', 'b'],
		);
		assert.ok(!JSON.stringify(request.fields).includes('value"'));
	});

	it('of etcd 2 is known by its method', () => {
		const request = decodeRaftRequest(
			Buffer.concat([bytes(2, 'PUT'), bytes(3, '/0/members/1/attributes'), bytes(4, '{}')]),
		);
		assert.deepEqual([request?.kind, request?.fields], ['v2', { method: 'PUT', path: '/0/members/1/attributes' }]);
	});

	it('of a new leader is empty, and what is none is undefined', () => {
		assert.equal(decodeRaftRequest(new Uint8Array())?.kind, 'empty');
		assert.equal(decodeRaftRequest(Buffer.from('not a message')), undefined);
	});
});
