import assert from 'node:assert/strict';
import { placeOf } from '../../../src/disk/key-statistics.ts';

describe('what takes the space', () => {
	const places: readonly (readonly [key: string, group: string, namespace?: string])[] = [
		['/registry/pods/kube-system/etcd-cp-1', '/registry/pods', 'kube-system'],
		['/registry/minions/cp-1', '/registry/minions'],
		['/registry/services/specs/default/kubernetes', '/registry/services/specs', 'default'],
		['/registry/example.org/widgets/shop/one', '/registry/example.org/widgets', 'shop'],
		['/registry/apiregistration.k8s.io/apiservices/v1.apps', '/registry/apiregistration.k8s.io/apiservices'],
		['/a/b/c/d', '/a/b', 'c'],
		['/a/b', '/a'],
		['/a', '/a'],
		['x/y', 'x'],
		['x', 'x'],
	];

	for (const [key, group, namespace] of places) {
		it(`is counted with ${group}${namespace === undefined ? '' : ` and ${namespace}`} for ${key}`, () => {
			assert.deepEqual(placeOf(key.split('/', 6), key.startsWith('/')), [group, namespace]);
		});
	}
});
