import assert from 'node:assert/strict';
import { locate, locationOf, parseFiles } from '../../../src/manifest/index.ts';

const text = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
  namespace: shop
spec:
  minAvailable: 3
`;
const set = parseFiles([
	{ path: 'other.yaml', text: text.replace('shop', 'else') },
	{ path: 'budget.yaml', text },
]);
const anchor = {
	kind: 'object-field',
	group: 'policy',
	kindName: 'PodDisruptionBudget',
	namespace: 'shop',
	name: 'web',
} as const;

describe('the place of a field of an object', () => {
	it('is in the file that describes the object', () => {
		const place = locate({ ...anchor, path: ['spec', 'minAvailable'] }, set);
		assert.ok(place?.isExact);
		assert.deepEqual([place.path, locationOf(place, set).line], ['budget.yaml', 7]);
	});

	it('is the deepest key that is there', () => {
		const place = locate({ ...anchor, path: ['spec', 'unhealthyPodEvictionPolicy'] }, set);
		assert.equal(place?.isExact, false);
		assert.equal(place && locationOf(place, set).line, 6);
	});

	it('is nowhere for another object, kind or group', () => {
		const path = ['spec'];
		assert.equal(locate({ ...anchor, path, name: 'api' }, set), undefined);
		assert.equal(locate({ ...anchor, path, namespace: 'third' }, set), undefined);
		assert.equal(locate({ ...anchor, path, group: '' }, set), undefined);
	});
});
