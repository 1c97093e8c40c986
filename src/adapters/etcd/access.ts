import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext } from 'node:tls';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { opensslReason } from '../errors.ts';

/** How a cluster is entered: certificates in memory, never paths. Lives as long as a run. */
export interface Access {
	/** PEM. Without it the system's authorities are trusted. */
	readonly ca?: Buffer;
	readonly cert?: Buffer;
	readonly key?: Buffer;
	readonly passphrase?: string;
	/** Expected in the server's certificate instead of the dialled name. */
	readonly serverName?: string;
	readonly skipVerify?: boolean;
	readonly user?: string;
	readonly password?: string;
	/** How a way to the server is opened where it is not a TCP connection of this host. */
	readonly dial?: Dial;
}

/** Opens a way to a host and port; throws `Unanswered` where there is none. */
export type Dial = (host: string, port: number, signal: AbortSignal) => Promise<Duplex>;

/** Throws when a file is none of its kind, a certificate and its key do not fit, or a key does not open. */
export function secureContextOf(access: Access): SecureContext {
	refuseHalves(access);
	try {
		return createSecureContext({
			...(access.ca && { ca: access.ca }),
			...(access.cert && { cert: access.cert }),
			...(access.key && { key: access.key }),
			...(access.passphrase !== undefined && { passphrase: access.passphrase }),
		});
	} catch (error) {
		throw new ExpectedError(contextProblem(opensslReason(error), isLocked(access)));
	}
}

/** What OpenSSL takes without a word, and would let fail later for a reason that misleads. */
function refuseHalves({ ca, cert, key }: Access): void {
	if (ca && !/-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/.test(ca.toString('latin1'))) {
		throw new ExpectedError(t('The CA file of this connection holds no PEM certificate.'));
	}
	if ((cert === undefined) !== (key === undefined)) {
		throw new ExpectedError(t('A client certificate and its key go together: only one of them is given.'));
	}
}

/** A sound certificate with an encrypted key. One wrong passphrase in 256 opens it to what is no key, by chance. */
function isLocked({ cert, key }: Access): boolean {
	const [certificate, text] = [cert, key].map(each => each?.toString('latin1') ?? '');
	return /-----BEGIN CERTIFICATE-----/.test(certificate ?? '') && /ENCRYPTED/.test(text ?? '');
}

function contextProblem(reason: string, locked: boolean): string {
	if (/key values mismatch/.test(reason)) {
		return t('The key of this connection does not fit its client certificate.');
	}
	if (locked || /bad decrypt|interrupted or cancelled|bad password read|pkcs12 cipherfinal/.test(reason)) {
		return t('The key of this connection is locked by a passphrase: none was given, or it does not fit.');
	}
	if (/no start line|unsupported/.test(reason)) {
		return t('The client certificate or key of this connection is no PEM file.');
	}
	return t('The certificate and key of this connection cannot be used: {0}', reason);
}

/** Whether a server could tell this caller from a stranger. */
export function isIdentified(access: Access): boolean {
	return access.cert !== undefined || access.user !== undefined;
}

/** The same trust in the server, and nothing to show. */
export function asStranger(access: Access): Access {
	return {
		...(access.ca && { ca: access.ca }),
		...(access.serverName !== undefined && { serverName: access.serverName }),
		...(access.skipVerify && { skipVerify: true }),
		...(access.dial && { dial: access.dial }),
	};
}
