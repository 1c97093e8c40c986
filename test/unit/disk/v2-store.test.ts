import assert from 'node:assert/strict';
import { readV2Store } from '../../../src/disk/v2-store.ts';
import { DamageLog } from '../../../src/disk/damage.ts';
import { readerOf } from '../../../src/disk/reader.ts';
import { readSnap } from '../../../src/disk/snap-file.ts';
import { diskFixture } from '../../support/disk-fixture.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const folder = (path: string, children: Record<string, unknown> = {}) => ({
	Path: path,
	Value: '',
	Children: children,
});
const key = (path: string, value = 'x') => ({ Path: path, Value: value, Children: null });

describe('the store of etcd 2', () => {
	it('has the members that etcd wrote into it, and no keys of users', () => {
		const snap = readSnap(readerOf(diskFixture('.snap')), new DamageLog());
		assert.deepEqual(snap?.store, {
			members: [{ id: '7a811c30d3b38310', isLearner: false }],
			removedMembers: [],
			keys: 0,
			examples: [],
		});
	});

	it('counts keys outside of the folder of etcd, however deep', () => {
		const store = readV2Store(
			bytes({
				Root: folder('/', {
					0: folder('/0', {
						members: folder('/0/members', {
							ab: folder('/0/members/ab', {
								raftAttributes: key('/0/members/ab/raftAttributes', '{"isLearner":true}'),
							}),
						}),
						removed_members: folder('/0/removed_members', { cd: key('/0/removed_members/cd') }),
						version: key('/0/version', '3.5.0'),
					}),
					1: folder('/1', { a: key('/1/a'), b: folder('/1/b', { c: key('/1/b/c') }) }),
				}),
			}),
		);
		assert.deepEqual(store?.members, [{ id: 'ab', isLearner: true }]);
		assert.deepEqual(store?.removedMembers, ['cd']);
		assert.equal(store?.keys, 2);
		assert.deepEqual(store?.examples.toSorted(), ['/1/a', '/1/b/c']);
	});

	it('is not made of bytes that are none', () => {
		assert.equal(readV2Store(new Uint8Array()), undefined);
		assert.equal(readV2Store(bytes({ Root: 5 })), undefined);
		assert.equal(readV2Store(new TextEncoder().encode(`{"Root":${'{"Children":{"a":'.repeat(5000)}`)), undefined);
	});
});
