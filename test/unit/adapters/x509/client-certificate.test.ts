import assert from 'node:assert/strict';
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { connect, createServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import '../../../support/no-reflect-metadata.ts';
import * as x509 from '@peculiar/x509';
import { makeClientCertificate, type Authority } from '../../../../src/adapters/x509/client-certificate.ts';

x509.cryptoProvider.set(webcrypto);

const rsa = {
	name: 'RSASSA-PKCS1-v1_5',
	hash: 'SHA-256',
	modulusLength: 2048,
	publicExponent: new Uint8Array([1, 0, 1]),
};
const p256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const p384 = { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' };

/** As kubeadm and Cluster API keep an authority: PEM, the key in the form of its own kind. */
async function authorityOf(algorithm: typeof rsa | typeof p256, isAuthority = true): Promise<Authority> {
	const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const cert = await x509.X509CertificateGenerator.createSelfSigned({
		serialNumber: '01',
		name: 'CN=etcd-ca,O=Some Cluster',
		signingAlgorithm: algorithm,
		keys,
		extensions: [new x509.BasicConstraintsExtension(isAuthority, undefined, true)],
	});
	const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
	const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
	const own = key.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
	// Each kind of key has the form that is named after it.
	const pem = key.export({ type: own as 'pkcs1', format: 'pem' });
	return { cert: Buffer.from(cert.toString('pem')), key: Buffer.from(pem) };
}

const now = Date.parse('2026-03-04T05:06:07Z');
const wanted = { commonName: 'quorum', now, lifetimeMs: 600_000 };

describe('A client certificate made of an authority', () => {
	for (const [name, algorithm] of Object.entries({ rsa, p256, p384 })) {
		it(`is signed by it, for a client, and lives as long as asked (${name})`, async () => {
			const authority = await authorityOf(algorithm);
			const made = new X509Certificate(makeClientCertificate(authority, wanted).cert);
			const issuer = new X509Certificate(authority.cert);
			assert.ok(made.checkIssued(issuer));
			assert.ok(made.verify(issuer.publicKey));
			assert.equal(made.subject, 'CN=quorum');
			assert.deepEqual([made.ca, made.keyUsage], [false, ['1.3.6.1.5.5.7.3.2']]);
			assert.equal(made.validToDate.toISOString(), '2026-03-04T05:16:07.000Z');
			assert.equal(made.validFromDate.toISOString(), '2026-03-04T05:01:07.000Z');
		});
	}

	it('opens a TLS server that trusts the authority alone', async () => {
		const authority = await authorityOf(p256);
		const { cert, key } = makeClientCertificate(authority, { ...wanted, now: Date.now() });
		const server = createServer({ ...authority, ca: authority.cert, requestCert: true, rejectUnauthorized: true });
		await once(server.listen(0, '127.0.0.1'), 'listening');
		try {
			// It listens on an address with a port.
			const { port } = server.address() as AddressInfo;
			const [[socket]] = await Promise.all([
				once(server, 'secureConnection'),
				once(connect({ port, host: '127.0.0.1', cert, key, rejectUnauthorized: false }), 'secureConnect'),
			]);
			assert.equal(socket.getPeerCertificate().subject.CN, 'quorum');
			socket.destroy();
		} finally {
			server.close();
		}
	});

	it('is another one each time, with a key of its own', async () => {
		const authority = await authorityOf(p256);
		const [one, other] = [1, 2].map(() => makeClientCertificate(authority, wanted));
		assert.notDeepEqual(one?.key, other?.key);
		assert.notEqual(
			...([one, other].map(each => new X509Certificate(each?.cert ?? '').serialNumber) as [string, string]),
		);
		assert.ok(new X509Certificate(one?.cert ?? '').checkPrivateKey(createPrivateKey(one?.key ?? '')));
	});

	it('is not made of two that do not fit, of no authority, or of what is no key; the key is not told', async () => {
		const [one, other] = [await authorityOf(p256), await authorityOf(p256)];
		const make = (authority: Authority) => () => makeClientCertificate(authority, wanted);
		assert.throws(make({ cert: one.cert, key: other.key }), /not those of one authority/);
		assert.throws(make(await authorityOf(p256, false)), /not those of one authority/);
		assert.throws(make({ ...one, key: Buffer.from('sesame') }), error => {
			assert.match(String(error), /key of the authority cannot be read/);
			assert.doesNotMatch(String(error), /sesame/);
			return true;
		});
		assert.throws(make({ ...one, cert: Buffer.from('none') }), /certificate of the authority cannot be read/);
	});
});
