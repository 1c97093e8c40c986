import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../core/facts.ts';
import { t } from '../../core/words.ts';

const serverAuthOid = '1.3.6.1.5.5.7.3.1';
const clientAuthOid = '1.3.6.1.5.5.7.3.2';

export function certificateOf(x509: X509Certificate): Certificate {
	// A certificate without the extension may be used for anything.
	const usages = x509.keyUsage as readonly string[] | undefined;
	return {
		subject: oneLine(x509.subject),
		issuer: oneLine(x509.issuer),
		names: namesOf(x509),
		notBefore: new Date(x509.validFrom).toISOString(),
		notAfter: new Date(x509.validTo).toISOString(),
		serverAuth: usages?.includes(serverAuthOid) ?? true,
		clientAuth: usages?.includes(clientAuthOid) ?? true,
	};
}

/** The certificates of a PEM file, in order; throws when there is none. */
export function parsePem(pem: Buffer): X509Certificate[] {
	const blocks = pem.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
	if (!blocks) {
		throw new Error(t('no PEM certificate in it'));
	}
	return blocks.map(block => new X509Certificate(block));
}

/** `DNS:a, IP Address:10.0.0.1` → `['a', '10.0.0.1']`. */
function namesOf(x509: X509Certificate): string[] {
	return (x509.subjectAltName ?? '')
		.split(', ')
		.filter(name => name !== '')
		.map(name => name.replace(/^(DNS|IP Address|URI|email):/, ''));
}

/** OpenSSL prints a name on several lines. */
function oneLine(name: string | undefined): string {
	return (name ?? '').split('\n').join(', ');
}

/** A certificate in one sentence fragment, for messages about it. */
export function describeCertificate({ subject, issuer, names, notAfter }: Certificate): string {
	const until = notAfter.slice(0, 10);
	return names.length > 0
		? t('"{0}" for {1}, issued by "{2}", valid until {3}', subject, names.slice(0, 6).join(', '), issuer, until)
		: t('"{0}", issued by "{1}", valid until {2}', subject, issuer, until);
}
