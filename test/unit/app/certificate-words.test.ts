import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { certificateWords } from '../../../src/app/certificate-words.ts';
import { makePki, type Pki } from '../../support/pki.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

describe('The words on a certificate', () => {
	let dir: string;
	let pki: Pki;

	before(async () => {
		dir = makeTempDir('certificates');
		pki = await makePki(dir);
	});

	after(() => removeTempDir(dir));

	it('say until when it is valid, and for whom', async () => {
		const notAfter = new Date('2030-01-31T12:00:00Z');
		const { cert } = await pki.issue('named', { dnsNames: ['cp-1', 'etcd'], ipAddresses: ['10.0.0.1'], notAfter });
		const words = certificateWords(readFileSync(cert), Date.parse('2030-01-21T12:00:00Z'));
		assert.equal(words?.text, 'valid until 2030-01-31 (10 d): cp-1, etcd, 10.0.0.1');
		assert.match(words?.tooltip ?? '', /issued by/);
		const later = certificateWords(readFileSync(cert), Date.parse('2030-02-21T12:00:00Z'));
		assert.equal(later?.text, 'expired on 2030-01-31: cp-1, etcd, 10.0.0.1');
	});

	it('are none for a key, and for what is neither', () => {
		assert.equal(certificateWords(readFileSync(pki.server.key), 0), undefined);
		assert.equal(
			certificateWords(Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'), 0),
			undefined,
		);
		assert.equal(certificateWords(Buffer.alloc(0), 0), undefined);
	});
});
