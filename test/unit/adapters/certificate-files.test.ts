import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { readCertificateFiles } from '../../../src/adapters/files/certificate-files.ts';

const cluster = fileURLToPath(new URL('../../fixtures/workspaces-silent/cluster', import.meta.url));
const { signal } = new AbortController();

function found(file: string, path: string, ...roots: readonly string[]) {
	return readCertificateFiles([{ document: 'd', file, flag: 'cert-file', path }], roots, signal);
}

describe('readCertificateFiles', () => {
	const manifest = `${cluster}/cp-1/etc/kubernetes/manifests/etcd.yaml`;
	const path = '/etc/kubernetes/pki/etcd/server.crt';

	it('finds the copy of the machine that a manifest is part of', async () => {
		const [file] = await found(manifest, path, cluster);
		assert.equal(file?.document, 'd');
		assert.ok(file?.certificate.names.includes('10.0.0.1'));
	});

	it('reads nothing outside the folders that were named', async () => {
		assert.deepEqual(await found(manifest, path, `${cluster}/cp-1/etc/kubernetes/manifests`), []);
		assert.deepEqual(await found(manifest, path, `${cluster}/cp-2`), []);
		assert.deepEqual(await found(manifest, `/../../cp-2${path}`, `${cluster}/cp-1`), []);
	});

	it('says nothing of what is not there or is no certificate', async () => {
		assert.deepEqual(await found(manifest, '/etc/none.crt', cluster), []);
		assert.deepEqual(await found(manifest, '/etc/kubernetes/manifests/etcd.yaml', cluster), []);
	});
});
