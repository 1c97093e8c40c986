import { createPrivateKey, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { parsePem } from '../etcd/certificates.ts';
import { opensslReason } from '../errors.ts';
import { der, partsOf } from './der.ts';

/** An authority: PEM. */
export interface Authority {
	readonly cert: Buffer;
	readonly key: Buffer;
}

export interface Wanted {
	/** Etcd takes it for the name of the user where authentication is on. */
	readonly commonName: string;
	readonly now: number;
	readonly lifetimeMs: number;
}

/** Clocks differ: it is valid for servers that are behind by so much. */
const backdatedMs = 5 * 60_000;

/**
 * A client certificate and its key, in memory, signed by an authority. Node signs and writes keys, and makes no certificates; a
 * library that does is larger than all that the command line loads, for the one kind of certificate that is ever made here.
 */
export function makeClientCertificate(
	authority: Authority,
	wanted: Wanted,
): { readonly cert: Buffer; readonly key: Buffer } {
	const [issuer, signer] = openAuthority(authority);
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = algorithmOf(signer);
	const body = der.sequence(
		der.explicit(0, der.integer(Buffer.of(2))),
		der.integer(serialNumber()),
		algorithm.id,
		subjectOf(issuer),
		der.sequence(
			der.utcTime(new Date(wanted.now - backdatedMs)),
			der.utcTime(new Date(wanted.now + wanted.lifetimeMs)),
		),
		nameOf(wanted.commonName),
		publicKey.export({ type: 'spki', format: 'der' }),
		der.explicit(3, clientExtensions),
	);
	const whole = der.sequence(body, algorithm.id, der.bits(sign(algorithm.hash, body, signer)));
	return {
		cert: Buffer.from(new X509Certificate(whole).toString()),
		key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
	};
}

function openAuthority({ cert, key }: Authority): [X509Certificate, KeyObject] {
	const [issuer] = certificatesIn(cert);
	const signer = keyIn(key);
	if (!issuer?.ca || !issuer.checkPrivateKey(signer)) {
		throw new ExpectedError(t('The certificate and the key are not those of one authority.'));
	}
	return [issuer, signer];
}

function certificatesIn(pem: Buffer): X509Certificate[] {
	try {
		return parsePem(pem);
	} catch (error) {
		throw new ExpectedError(t('The certificate of the authority cannot be read: {0}', messageOf(error)));
	}
}

function keyIn(pem: Buffer): KeyObject {
	try {
		return createPrivateKey(pem);
	} catch (error) {
		// OpenSSL names what it could not do, and nothing of the key.
		throw new ExpectedError(t('The key of the authority cannot be read: {0}', opensslReason(error)));
	}
}

interface Algorithm {
	readonly id: Buffer;
	readonly hash: string | null;
}

function algorithmOf({ asymmetricKeyType }: KeyObject): Algorithm {
	switch (asymmetricKeyType) {
		case 'rsa':
			return { id: der.sequence(der.oid('1.2.840.113549.1.1.11'), der.null), hash: 'sha256' };
		case 'ec':
			return { id: der.sequence(der.oid('1.2.840.10045.4.3.2')), hash: 'sha256' };
		case 'ed25519':
			return { id: der.sequence(der.oid('1.3.101.112')), hash: null };
		default:
			throw new ExpectedError(
				t('The key of the authority is of a kind that Quorum does not sign with: {0}', asymmetricKeyType ?? '?'),
			);
	}
}

/** Positive, and not to be guessed. */
function serialNumber(): Buffer {
	const bytes = randomBytes(16);
	bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
	return bytes;
}

/** Byte for byte as the authority has it: that is how its certificates are recognised. */
function subjectOf({ raw }: X509Certificate): Buffer {
	const [body] = partsOf(raw);
	const fields = body ? partsOf(body) : [];
	// Version (there in each version but the first), serial number, algorithm, issuer, validity, subject.
	const subject = fields[(fields[0]?.[0] ?? 0) === 0xa0 ? 5 : 4];
	if (!subject) {
		throw new ExpectedError(t('The certificate of the authority cannot be read: {0}', '?'));
	}
	return subject;
}

function nameOf(commonName: string): Buffer {
	return der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(commonName))));
}

/** No authority; to sign with; as a client. */
const clientExtensions = der.sequence(
	der.sequence(der.oid('2.5.29.19'), der.true, der.octets(der.sequence())),
	der.sequence(der.oid('2.5.29.15'), der.true, der.octets(der.bits(Buffer.of(0x80), 7))),
	der.sequence(der.oid('2.5.29.37'), der.octets(der.sequence(der.oid('1.3.6.1.5.5.7.3.2')))),
);
