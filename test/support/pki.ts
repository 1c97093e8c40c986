import { webcrypto } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import './no-reflect-metadata.ts';
import * as x509 from '@peculiar/x509';

export type KeyUsage = 'clientAuth' | 'serverAuth';

export interface CertificateOptions {
	commonName?: string;
	dnsNames?: readonly string[];
	ipAddresses?: readonly string[];
	/** Extended key usages; an empty list leaves the extension out. */
	usages?: readonly KeyUsage[];
	/** A date in the future makes a certificate that is not valid yet. */
	notBefore?: Date;
	/** A date in the past makes an expired one. */
	notAfter?: Date;
}

/** Paths of PEM files. */
export interface PemPair {
	cert: string;
	key: string;
}

export interface PkiOptions {
	ca?: CertificateOptions;
	server?: CertificateOptions;
	client?: CertificateOptions;
	peer?: CertificateOptions;
}

export interface Pki {
	dir: string;
	ca: PemPair;
	server: PemPair;
	client: PemPair;
	peer: PemPair;
	/** One more certificate of the same authority, in files of that name. */
	issue(name: string, options?: CertificateOptions): Promise<PemPair>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const hour = 3_600_000;
const usageOids = { clientAuth: '1.3.6.1.5.5.7.3.2', serverAuth: '1.3.6.1.5.5.7.3.1' };

x509.cryptoProvider.set(webcrypto);

function save(dir: string, name: string, cert: x509.X509Certificate, key: ArrayBuffer): PemPair {
	const files = { cert: join(dir, `${name}.crt`), key: join(dir, `${name}.key`) };
	writeFileSync(files.cert, `${cert.toString('pem')}\n`);
	writeFileSync(files.key, `${x509.PemConverter.encode(key, 'PRIVATE KEY')}\n`, { mode: 0o600 });
	return files;
}

/** `notBefore` a year before an explicit end in the past, so that an expired certificate was valid once. */
function validity(options: CertificateOptions): { notBefore: Date; notAfter: Date } {
	const notAfter = options.notAfter ?? new Date((options.notBefore?.getTime() ?? Date.now()) + 365 * 24 * hour);
	const start = Math.min(Date.now() - hour, notAfter.getTime() - 365 * 24 * hour);
	return { notBefore: options.notBefore ?? new Date(start), notAfter };
}

const serial = (): string => Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex');

/** A certificate authority in that folder and certificates of a loopback etcd, each bendable by its options. */
export async function makePki(dir: string, options: PkiOptions = {}): Promise<Pki> {
	mkdirSync(dir, { recursive: true });
	const caKeys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const caName = `CN=${options.ca?.commonName ?? 'etcd-ca'}`;
	const caCert = await x509.X509CertificateGenerator.createSelfSigned({
		serialNumber: serial(),
		name: caName,
		...validity(options.ca ?? {}),
		signingAlgorithm: algorithm,
		keys: caKeys,
		extensions: [
			new x509.BasicConstraintsExtension(true, undefined, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
			await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
		],
	});
	const ca = save(dir, 'ca', caCert, await webcrypto.subtle.exportKey('pkcs8', caKeys.privateKey));

	async function issue(name: string, wanted: CertificateOptions = {}): Promise<PemPair> {
		const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
		const names = [
			...(wanted.dnsNames ?? ['localhost']).map(value => ({ type: 'dns' as const, value })),
			...(wanted.ipAddresses ?? ['127.0.0.1']).map(value => ({ type: 'ip' as const, value })),
		];
		const usages = (wanted.usages ?? ['clientAuth', 'serverAuth']).map(usage => usageOids[usage]);
		const cert = await x509.X509CertificateGenerator.create({
			serialNumber: serial(),
			subject: `CN=${wanted.commonName ?? name}`,
			issuer: caName,
			...validity(wanted),
			signingAlgorithm: algorithm,
			publicKey: keys.publicKey,
			signingKey: caKeys.privateKey,
			extensions: [
				new x509.BasicConstraintsExtension(false, undefined, true),
				new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
				...(usages.length > 0 ? [new x509.ExtendedKeyUsageExtension(usages)] : []),
				...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
				await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
			],
		});
		return save(dir, name, cert, await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
	}

	return {
		dir,
		ca,
		issue,
		server: await issue('server', options.server),
		peer: await issue('peer', options.peer),
		client: await issue('client', { usages: ['clientAuth'], ...options.client }),
	};
}
