import assert from 'node:assert/strict';
import { decodeValue } from '../../../src/disk/decoded-value.ts';
import { kubernetesBytes } from '../../support/protobuf-bytes.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const key = bytes('/registry/things/default/a');
const canary = 'canary-7f';

describe('a decoded value', () => {
	it('is YAML for an object of Kubernetes, without who manages which field', () => {
		const value = kubernetesBytes(
			'v1',
			'ConfigMap',
			[
				1,
				[
					[1, 'a'],
					[17, [[1, 'kubectl']]],
				],
			],
			[
				2,
				[
					[1, 'k'],
					[2, 'v'],
				],
			],
		);
		const decoded = decodeValue(key, value);
		assert.equal(decoded.text, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n');
		assert.match(decoded.notes.join(), /managedFields is not shown/);
		assert.match(JSON.stringify(decoded.object), /kubectl/);
	});

	it('hides what a Secret holds, in its data and in the copy that kubectl keeps, until it is revealed', () => {
		const annotation = [
			[1, 'kubectl.kubernetes.io/last-applied-configuration'],
			[2, canary],
		] as const;
		const secret = kubernetesBytes(
			'v1',
			'Secret',
			[
				1,
				[
					[1, 's'],
					[12, annotation],
				],
			],
			[
				2,
				[
					[1, 'pw'],
					[2, canary],
				],
			],
		);
		const hidden = decodeValue(bytes('/registry/secrets/default/s'), secret);
		assert.equal(hidden.isHidden, true);
		assert.match(hidden.text, /pw: "\(hidden: a secret\)"/);
		const all = JSON.stringify(hidden);
		assert.ok(!all.includes(canary) && !all.includes(btoa(canary)), all);
		const shown = decodeValue(bytes('/registry/secrets/default/s'), secret, true);
		assert.equal(shown.isHidden, false);
		assert.ok(shown.text.includes(btoa(canary)));
	});

	it('hides a Secret stored as JSON, and what cannot be decoded under the key of a secret', () => {
		const json = bytes(
			JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: canary } }),
		);
		assert.ok(!JSON.stringify(decodeValue(key, json)).includes(canary));
		for (const each of ['/registry/secrets/default/s', '/bootstrap/abc', '/app/db-password', 'user/api-token']) {
			const decoded = decodeValue(bytes(each), bytes(canary));
			assert.equal(decoded.isHidden, true);
			assert.ok(!JSON.stringify(decoded).includes(canary), each);
			assert.equal(decodeValue(bytes(each), bytes(canary), true).text, canary);
		}
	});

	it('tells a custom resource, what is encrypted, JSON, text, bytes, nothing and damage', () => {
		const what = (value: Uint8Array | string) => {
			const decoded = decodeValue(key, typeof value === 'string' ? bytes(value) : value);
			return [decoded.format, decoded.what, decoded.text];
		};
		const custom = '{"apiVersion":"example.org/v1","kind":"Thing"}';
		assert.deepEqual(what(custom), [
			'json',
			'Kubernetes object example.org/v1 Thing, stored as JSON as custom resources are',
			JSON.stringify(JSON.parse(custom), undefined, 2),
		]);
		assert.deepEqual(what('k8s:enc:aescbc:v1:key1:…'), ['none', 'encrypted by the API server (aescbc:v1:key1)', '']);
		assert.deepEqual(what('{"a":12345678901234567890}'), ['json', 'text in JSON', '{"a":12345678901234567890}']);
		assert.deepEqual(what('hello'), ['text', 'text', 'hello']);
		assert.deepEqual(what(''), ['none', 'empty', '']);
		assert.deepEqual(what(Uint8Array.of(0xff, 0x41)).slice(0, 1), ['hex']);
		assert.match(String(what(Uint8Array.of(0xff, 0x41))[2]), /^00000000 {2}ff 41 +\.A$/);
		assert.match(String(what(bytes('k8s\0\u0012\u007fx'))[1]), /^damaged/);
	});
});
