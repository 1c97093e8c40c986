import {
	loadConnections,
	loadTeamConnections,
	saveConnections,
	userConnectionsFile,
} from '../adapters/files/connections.ts';
import type { Connection } from '../core/connection.ts';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';

/** The user's own connections, from the file that the editor and the command line share. */
export function userConnections(): Promise<Connection[]> {
	return loadConnections(userConnectionsFile());
}

/** Adds the connection, or replaces the one of the same name. */
export async function saveUserConnection(connection: Connection): Promise<void> {
	const others = (await userConnections()).filter(each => each.name !== connection.name);
	await saveConnections(userConnectionsFile(), [...others, connection]);
}

export async function removeUserConnection(name: string): Promise<void> {
	const others = (await userConnections()).filter(each => each.name !== name);
	await saveConnections(userConnectionsFile(), others);
}

/** By name: the user's own, else one that the team committed for `folder`. */
export async function findConnection(name: string, folder: string): Promise<Connection> {
	const known = [...(await userConnections()), ...(await loadTeamConnections(folder))];
	const found = known.find(connection => connection.name === name);
	if (!found) {
		const names = known.map(connection => connection.name).join(', ');
		throw new ExpectedError(t('There is no connection "{0}". Known: {1}.', name, names === '' ? t('none') : names));
	}
	return found;
}
