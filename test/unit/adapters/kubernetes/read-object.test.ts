import assert from 'node:assert/strict';
import { readObject } from '../../../../src/adapters/kubernetes/read-object.ts';

const metadata = { name: 'x', namespace: 'n', uid: 'u' };

describe('An object that is read', () => {
	it('leaves out what nobody reads, and null', () => {
		const read = readObject({
			apiVersion: 'v1',
			kind: 'Node',
			metadata: {
				...metadata,
				creationTimestamp: null,
				managedFields: [{}],
				annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', kept: 'yes' },
			},
			status: { images: [{ names: ['a'] }], conditions: [{ type: 'Ready', status: 'True', message: null }, null] },
		});
		assert.deepEqual(read, {
			apiVersion: 'v1',
			kind: 'Node',
			metadata: { ...metadata, annotations: { kept: 'yes' } },
			status: { conditions: [{ type: 'Ready', status: 'True' }] },
		});
	});

	it('holds no secret: neither data nor values of variables, but for the flags of etcd', () => {
		const secret = readObject({
			apiVersion: 'v1',
			kind: 'Secret',
			metadata,
			type: 'Opaque',
			data: { a: 'Y2FuYXJ5' },
			stringData: { b: 'canary' },
		});
		assert.deepEqual(secret, { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque' });
		const env = [
			{ name: 'DB', value: 'canary' },
			{ name: 'ETCD_NAME', value: 'cp-1' },
			{ name: 'ETCD_PASSWORD', value: 'canary' },
			{ name: 'REF', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
		];
		const pod = readObject({
			apiVersion: 'v1',
			kind: 'Pod',
			metadata,
			spec: { initContainers: [{ env }], containers: [{ env }] },
		});
		const text = JSON.stringify(pod);
		assert.doesNotMatch(text, /canary/);
		assert.match(text, /"ETCD_NAME","value":"cp-1"/);
		assert.match(text, /secretKeyRef/);
	});

	it('takes what it is from its list, drops schemas, and is nothing without a name', () => {
		const versions = [{ name: 'v1', served: true, schema: { openAPIV3Schema: {} } }];
		const read = readObject({ metadata, spec: { versions } }, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition');
		assert.equal(read?.kind, 'CustomResourceDefinition');
		assert.deepEqual(read?.['spec'], { versions: [{ name: 'v1', served: true }] });
		for (const none of [undefined, 1, {}, { metadata: {} }, { metadata: { name: 3 } }, { metadata: { name: 'x' } }]) {
			assert.equal(readObject(none), undefined);
		}
	});
});
