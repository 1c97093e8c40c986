import { asGuest, parseConnections, type Connection } from '../../core/connection.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';

/** A connection and where it is kept: with the user, or in the settings of the workspace. */
export interface SavedConnection {
	readonly key: string;
	readonly origin: 'user' | 'workspace';
	readonly connection: Connection;
	/** The folder to which its relative paths belong, as a URI. */
	readonly folder?: string;
}

export function userConnection(connection: Connection): SavedConnection {
	return { key: `user:${connection.name}`, origin: 'user', connection };
}

export function workspaceConnection(connection: Connection, folder: string | undefined): SavedConnection {
	const key = `workspace:${folder ?? ''}:${connection.name}`;
	return { key, origin: 'workspace', connection: asGuest(connection), ...(folder !== undefined && { folder }) };
}

/**
 * Under which name a secret is kept. A workspace may name a connection as it likes, so there everything that decides who
 * receives the password is part of the name: a changed endpoint must not get it.
 */
export function secretName({ key, origin, connection }: SavedConnection, kind: 'password' | 'passphrase'): string {
	const { endpoints, discoverySrv, caFile, serverName, skipVerify, user, keyFile } = connection;
	const receiver = [endpoints, discoverySrv, caFile, serverName, skipVerify, user, keyFile].map(each => each ?? '');
	return `quorum.${kind}:${key}${origin === 'workspace' ? `:${JSON.stringify(receiver)}` : ''}`;
}

/** Reads one entry of the setting; what is wrong with it comes back as a sentence. */
export function parseSetting(entry: unknown, index: number): readonly Connection[] | string {
	try {
		return parseConnections([entry], t('the setting quorum.connections, entry {0}', index + 1));
	} catch (error) {
		if (error instanceof ExpectedError) {
			return error.message;
		}
		throw error;
	}
}
