import assert from 'node:assert/strict';
import { kubeadmCertificates } from '../../../../src/core/connection.ts';
import { draftOf, emptyDraft, secretsOf, secured, splitEndpoints } from '../../../../src/ui/connection/draft.ts';

const endpoints = ['10.0.0.1:2379', 'http://10.0.0.2'];
const draft = { ...emptyDraft, connection: { ...emptyDraft.connection, endpoints } };

describe('A connection while it is asked for', () => {
	it('gives its endpoints the scheme that the choice means', () => {
		const tls = secured(draft, 'system').connection.endpoints;
		assert.deepEqual(tls, ['https://10.0.0.1:2379', 'https://10.0.0.2:2379']);
		const plain = secured(secured(draft, 'system'), 'plain').connection.endpoints;
		assert.deepEqual(plain, ['http://10.0.0.1:2379', 'http://10.0.0.2:2379']);
	});

	it('marks what is not verified, and only that', () => {
		const unverified = secured(draft, 'unverified');
		assert.equal(unverified.connection.skipVerify, true);
		assert.equal(secured(unverified, 'files').connection.skipVerify, undefined);
	});

	it('takes the places of kubeadm, and leaves them again', () => {
		const kubeadm = secured(draft, 'kubeadm');
		assert.equal(kubeadm.connection.caFile, kubeadmCertificates.caFile);
		assert.equal(secured(kubeadm, 'system').connection.caFile, undefined);
	});

	it('comes back from a saved connection as it was chosen', () => {
		for (const security of ['plain', 'kubeadm', 'system', 'unverified'] as const) {
			const { connection } = secured(draft, security);
			assert.equal(draftOf(connection, {}).security, security);
		}
		const files = { ...secured(draft, 'files').connection, caFile: 'ca.crt' };
		assert.equal(draftOf(files, {}).security, 'files');
	});

	it('keeps no secret that its choices do not ask for', () => {
		const secrets = { password: 'a', passphrase: 'b' };
		assert.deepEqual(secretsOf({ ...draft, secrets }), {});
		assert.deepEqual(secretsOf({ ...draft, secrets, hasUser: true }), { password: 'a' });
		assert.deepEqual(secretsOf({ ...draft, secrets, isKeyEncrypted: true }), { passphrase: 'b' });
	});

	it('reads endpoints separated by commas, blanks or lines', () => {
		assert.deepEqual(splitEndpoints(' a:1, b:2\nc:3 '), ['a:1', 'b:2', 'c:3']);
	});
});
