import { ExpectedError } from './errors.ts';
import { t } from './words.ts';

/** What the user saved of one cluster. Paths, never contents; passwords and passphrases are kept elsewhere. */
export interface Connection {
	readonly name: string;
	readonly endpoints: readonly string[];
	/** A domain whose DNS SRV records name the endpoints. */
	readonly discoverySrv?: string;
	readonly caFile?: string;
	readonly certFile?: string;
	readonly keyFile?: string;
	readonly serverName?: string;
	readonly skipVerify?: boolean;
	readonly user?: string;
	/** Ask every member of the member list, not only the given endpoints. */
	readonly discover?: boolean;
	/** Files or folders of the workspace that describe the cluster, relative to a workspace folder. */
	readonly paths?: readonly string[];
	/** `operations`: plans may be executed on it. A connection that says nothing is read-only. */
	readonly access?: 'read-only' | 'operations';
	/** Before anything is done to it, its name has to be typed. */
	readonly isProduction?: boolean;
}

/** With which files the etcd of a Kubernetes cluster is entered over a port-forward. */
export type EtcdFiles = Pick<Connection, 'caFile' | 'certFile' | 'keyFile' | 'serverName'>;

export function isUnlocked(connection: Pick<Connection, 'access'>): boolean {
	return connection.access === 'operations';
}

/** A connection that came with a workspace does not unlock itself: whoever wrote it is not the one who operates. */
export function asGuest({ access: _, ...connection }: Connection): Connection {
	return connection;
}

/** kubeadm's places on a control-plane node. */
export const kubeadmCertificates = {
	caFile: '/etc/kubernetes/pki/etcd/ca.crt',
	certFile: '/etc/kubernetes/pki/etcd/healthcheck-client.crt',
	keyFile: '/etc/kubernetes/pki/etcd/healthcheck-client.key',
} as const;

/** `10.0.0.1:2379` gets the scheme that the rest of the connection suggests, `HTTPS` is `https`; a port that is missing is 2379. */
export function normalizeEndpoint(text: string, secure: boolean): string {
	const trimmed = text.trim().replace(/\/+$/, '');
	const withScheme = /^[a-z]+:\/\//i.test(trimmed)
		? trimmed.replace(/^[^/]*/, scheme => scheme.toLowerCase())
		: `${secure ? 'https' : 'http'}://${trimmed}`;
	const hasPort = /:\d+$/.test(withScheme.replace(/^[a-z]+:\/\//i, ''));
	return hasPort ? withScheme : `${withScheme}:2379`;
}

/** Why this text is no endpoint; `undefined` when it is one. */
export function endpointProblem(text: string): string | undefined {
	const url = URL.parse(normalizeEndpoint(text, true));
	if (!url || url.hostname === '' || !/^https?:$/.test(url.protocol)) {
		return t('"{0}" is not an endpoint: it should read like https://10.0.0.1:2379.', text);
	}
	if (url.username !== '' || url.password !== '') {
		return t('Put user and password into their own fields, not into the endpoint.');
	}
	return `${url.pathname}${url.search}${url.hash}` === '/' ? undefined : t('An endpoint has no path.');
}

export function isSecure(connection: Pick<Connection, 'caFile' | 'certFile' | 'skipVerify'>): boolean {
	return Boolean(connection.caFile ?? connection.certFile ?? connection.skipVerify);
}

const textFields = ['discoverySrv', 'caFile', 'certFile', 'keyFile', 'serverName', 'user'] as const;

/** Reads what a file or a setting holds; throws a sentence that names `where` and the entry that is wrong. */
export function parseConnections(value: unknown, where: string): Connection[] {
	if (!Array.isArray(value)) {
		throw new ExpectedError(t('{0}: connections are a list.', where));
	}
	return value.map((entry: unknown, index) => parseConnection(entry, t('{0}, connection {1}', where, index + 1)));
}

function parseConnection(value: unknown, where: string): Connection {
	// Every property is looked at below before it is used.
	const entry = Object(value) as Record<string, unknown>;
	const { name, endpoints = [], paths, skipVerify, discover, access, isProduction } = entry;
	if (typeof name !== 'string' || name === '' || !isTexts(endpoints)) {
		throw new ExpectedError(t('{0}: a connection has a name and a list of endpoints.', where));
	}
	const secret = ['password', 'passphrase', 'token'].find(field => field in entry);
	if (secret !== undefined) {
		throw new ExpectedError(
			t('{0}: "{1}" does not belong into a file; it is asked for and kept in the secret store.', where, secret),
		);
	}
	return {
		name,
		endpoints,
		...Object.fromEntries(
			textFields.flatMap(field => (typeof entry[field] === 'string' ? [[field, entry[field]]] : [])),
		),
		...(skipVerify === true && { skipVerify: true }),
		...(typeof discover === 'boolean' && { discover }),
		...(isTexts(paths) && { paths }),
		...(access === 'operations' && { access }),
		...(isProduction === true && { isProduction }),
	};
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every(item => typeof item === 'string');
}
