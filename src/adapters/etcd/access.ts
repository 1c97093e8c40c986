import { createSecureContext, type SecureContext } from 'node:tls';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';

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
}

/** Throws when a certificate and its key do not fit, or a key does not open. */
export function secureContextOf(access: Access): SecureContext {
	try {
		return createSecureContext({
			...(access.ca && { ca: access.ca }),
			...(access.cert && { cert: access.cert }),
			...(access.key && { key: access.key }),
			...(access.passphrase !== undefined && { passphrase: access.passphrase }),
		});
	} catch (error) {
		throw new ExpectedError(t('The certificate and key of this connection cannot be used: {0}', messageOf(error)));
	}
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
	};
}
