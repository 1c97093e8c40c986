import assert from 'node:assert/strict';
import { pathsIn } from '../../../src/language/links.ts';
import { candidatesFor } from '../../../src/manifest/beside.ts';
import { etcdPod } from '../manifest/sample.ts';
import { cluster, fileOf } from './file-of.ts';

function paths(text: string): string[] {
	return pathsIn(fileOf(text), {}).map(({ path, holds, range }) => {
		assert.equal(text.slice(range.start, range.end), path);
		return `${path} ${holds}`;
	});
}

describe('The paths in a file', () => {
	it('are those of certificates, keys and files, wherever they are written', () => {
		assert.deepEqual(paths(etcdPod('--cert-file=/pki/server.crt', '"--key-file=/pki/server.key"', '--name=a/b')), [
			'/pki/server.crt certificate',
			'/pki/server.key key',
		]);
		const external = cluster('v1beta4', 'etcd: {external: {caFile: /pki/ca.crt, endpoints: ["https://a:2379"]}}');
		assert.deepEqual(paths(external), ['/pki/ca.crt certificate']);
		const list = cluster('v1beta4', 'apiServer: {extraArgs: [{name: audit-policy-file, value: "/etc/audit.yaml"}]}');
		assert.deepEqual(paths(list), ['/etc/audit.yaml file']);
		const file =
			'name: m0\nlisten-client-urls: http://127.0.0.1:2379\npeer-transport-security:\n  trusted-ca-file: pki/ca.crt\n';
		assert.deepEqual(paths(file), ['pki/ca.crt certificate']);
	});

	it('are none on other machines, and none that are gaps', () => {
		assert.deepEqual(paths(etcdPod('--cert-file=//host/share/a.crt', '--key-file=${DIR}/a.key')), []);
		assert.deepEqual(paths(etcdPod("'--cert-file=\\\\host\\share\\a.crt'")), []);
	});
});

describe('Where a path may lie beside a copy of a file', () => {
	const found = (path: string, ...folders: string[]) => candidatesFor(path, folders);
	const path = '/etc/kubernetes/pki/etcd/ca.crt';

	it('is the same place below a folder above it, or from a common folder on', () => {
		assert.ok(found(path, '/w/cp-1').includes('/w/cp-1/etc/kubernetes/pki/etcd/ca.crt'));
		assert.ok(found(path, '/w/kubernetes').includes('/w/kubernetes/pki/etcd/ca.crt'));
		assert.ok(found(path, '/w').includes('/w/pki/etcd/ca.crt'));
		assert.deepEqual(found('pki/ca.crt', '/w'), ['/w/pki/ca.crt']);
	});

	it('is never above that folder', () => {
		assert.deepEqual(found('../../secret.pem', '/w/a'), []);
	});
});
