import { isSecure, kubeadmCertificates, normalizeEndpoint, type Connection } from '../../core/connection.ts';
import type { Secrets } from '../../app/diagnose.ts';

/** How a cluster is trusted and entered. */
export type Security = 'plain' | 'files' | 'kubeadm' | 'system' | 'unverified';

/** A connection while its user is asked for it. */
export interface Draft {
	readonly by: 'endpoints' | 'dns';
	readonly connection: Connection;
	readonly security?: Security;
	readonly isKeyEncrypted: boolean;
	readonly hasUser: boolean;
	readonly secrets: Secrets;
}

export const emptyDraft: Draft = {
	by: 'endpoints',
	connection: { name: '', endpoints: [], discover: true },
	isKeyEncrypted: false,
	hasUser: false,
	secrets: {},
};

export function draftOf(connection: Connection, secrets: Secrets): Draft {
	return {
		by: connection.discoverySrv === undefined ? 'endpoints' : 'dns',
		connection,
		security: securityOf(connection),
		isKeyEncrypted: secrets.passphrase !== undefined,
		hasUser: connection.user !== undefined,
		secrets,
	};
}

function securityOf(connection: Connection): Security {
	if (connection.skipVerify) {
		return 'unverified';
	}
	if (isSecure(connection)) {
		return connection.caFile === kubeadmCertificates.caFile ? 'kubeadm' : 'files';
	}
	return connection.endpoints.some(endpoint => endpoint.startsWith('https:')) ? 'system' : 'plain';
}

/** `a:1, b:2` → the endpoints it names. */
export function splitEndpoints(text: string): string[] {
	return text.split(/[\s,]+/).filter(part => part !== '');
}

/** The draft with its endpoints in the scheme that the choice means, and without files the choice has no use for. */
export function secured(draft: Draft, security: Security): Draft {
	const { caFile, certFile, keyFile, serverName, skipVerify: _, ...rest } = draft.connection;
	const isTls = security !== 'plain';
	const scheme = isTls ? 'https' : 'http';
	const endpoints = rest.endpoints.map(each => normalizeEndpoint(each, isTls).replace(/^https?/i, scheme));
	const files = { ...(caFile && { caFile }), ...(certFile && { certFile }), ...(keyFile && { keyFile }) };
	return {
		...draft,
		security,
		isKeyEncrypted: security === 'files' || security === 'unverified' ? draft.isKeyEncrypted : false,
		connection: {
			...rest,
			endpoints,
			...(security === 'files' || security === 'unverified' ? files : {}),
			...(security === 'kubeadm' && kubeadmCertificates),
			...(isTls && serverName !== undefined && { serverName }),
			...(security === 'unverified' && { skipVerify: true }),
		},
	};
}

/** A field set, or taken out where the text is empty. */
export function withText(
	connection: Connection,
	field: 'caFile' | 'certFile' | 'keyFile' | 'serverName' | 'user' | 'discoverySrv',
	text: string,
): Connection {
	const { [field]: _, ...rest } = connection;
	return text === '' ? rest : { ...rest, [field]: text };
}

/** A name to begin with: the first host. */
export function suggestedName({ endpoints, discoverySrv }: Connection): string {
	return discoverySrv ?? URL.parse(endpoints[0] ?? '')?.hostname ?? '';
}

/** The secrets that the choices still ask for. */
export function secretsOf({ hasUser, isKeyEncrypted, secrets }: Draft): Secrets {
	const { password, passphrase } = secrets;
	return {
		...(hasUser && password !== undefined && { password }),
		...(isKeyEncrypted && passphrase !== undefined && { passphrase }),
	};
}
