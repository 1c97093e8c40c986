import assert from 'node:assert/strict';
import { knownApiVersions, kindsOf, shapeAt, shapeOf, type FieldShape } from '../../../src/schema/config-fields.ts';
import { etcdConfigKeys, etcdConfigMinors } from '../../../src/schema/etcd-config-keys.ts';
import { etcdFlag, etcdFlagNames, etcdMinors, featureGates, flagStatus } from '../../../src/schema/etcd-flags.ts';
import { etcdTagFor } from '../../../src/schema/kubernetes-versions.ts';
import { parseVersion } from '../../../src/core/version.ts';

const types = [
	'any',
	'bool',
	'Duration',
	'DurationOrNumber',
	'float64',
	'int',
	'int32',
	'int64',
	'Quantity',
	'string',
	'string:token',
	'Time',
	'uint32',
];
const version = (text: string) => parseVersion(text) ?? assert.fail(text);

function leaves(shape: FieldShape): string[] {
	return typeof shape === 'string' ? [shape] : Object.values(shape).flatMap(inner => leaves(inner as FieldShape));
}

describe('tables of files', () => {
	it('have a known type at every leaf of every kind', () => {
		for (const apiVersion of knownApiVersions) {
			for (const kind of kindsOf(apiVersion)) {
				const strangers = leaves(shapeOf(apiVersion, kind) ?? assert.fail()).filter(type => !types.includes(type));
				assert.deepEqual(strangers, [], `${apiVersion} ${kind}`);
			}
		}
	});

	it('find no field by the names that every object of JavaScript has', () => {
		const shape = shapeOf('kubeadm.k8s.io/v1beta4', 'ClusterConfiguration');
		assert.equal(shapeAt(shape, ['etcd', 'local', 'dataDir']), 'string');
		for (const name of ['constructor', 'toString', '__proto__']) {
			assert.equal(shapeAt(shape, [name]), undefined, name);
			assert.equal(etcdFlag(name), undefined, name);
		}
	});

	it('know flags by version and patch', () => {
		for (const [flag, of, status] of [
			['experimental-compact-hash-check-time', '3.5.4', 'unknown'],
			['experimental-compact-hash-check-time', '3.5.5', 'known'],
			['experimental-compact-hash-check-time', '3.6.0', 'deprecated'],
			['experimental-compact-hash-check-time', '3.7.0', 'unknown'],
			['enable-v2', '3.6.0', 'unknown'],
			['listen-metrics-urls', '3.7.1', 'known'],
			['anything', '9.9.9', 'known'],
		] as const) {
			assert.equal(flagStatus(flag, version(of)), status, `${flag} ${of}`);
		}
	});

	it('name only flags and gates that are there as replacements', () => {
		for (const name of etcdFlagNames) {
			const [, flag = '', gate] = /^--([a-z-]+)(?:=(\w+)=.*)?$/.exec(etcdFlag(name)?.replacement ?? '') ?? [];
			assert.ok(flag === '' || etcdFlag(flag), name);
			assert.ok(gate === undefined || featureGates['3.6']?.includes(gate), name);
		}
		assert.deepEqual(etcdMinors, ['3.4', '3.5', '3.6', '3.7']);
	});

	it('have the keys of the file for each version of etcd', () => {
		assert.deepEqual(etcdConfigMinors, ['3.4', '3.5', '3.6', '3.7']);
		for (const minor of etcdConfigMinors) {
			assert.equal(etcdConfigKeys(minor)?.keys['quota-backend-bytes'], 'int64', minor);
			assert.equal(etcdConfigKeys(minor)?.tls['client-cert-auth'], 'bool', minor);
		}
	});

	it('know the etcd of every Kubernetes that they name', () => {
		for (let minor = 13; minor <= 37; minor++) {
			assert.ok(etcdTagFor({ major: 1, minor, patch: 0 }), `1.${minor}`);
		}
	});
});
