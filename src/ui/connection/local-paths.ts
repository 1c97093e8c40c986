import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { Uri } from 'vscode';
import type { Connection } from '../../core/connection.ts';
import type { SavedConnection } from './saved-connection.ts';

/** The certificate files as this host finds them: `~/` is the user's home, other relative paths belong to the folder. */
export function resolvePaths({ connection, folder }: SavedConnection): Connection {
	const base = folder === undefined ? undefined : Uri.parse(folder);
	const resolve = (path: string): string => {
		if (path.startsWith('~/')) {
			return join(homedir(), path.slice(2));
		}
		return isAbsolute(path) || base?.scheme !== 'file' ? path : join(base.fsPath, path);
	};
	const { caFile, certFile, keyFile } = connection;
	return {
		...connection,
		// Off only where somebody said so.
		discover: connection.discover ?? true,
		...(caFile !== undefined && { caFile: resolve(caFile) }),
		...(certFile !== undefined && { certFile: resolve(certFile) }),
		...(keyFile !== undefined && { keyFile: resolve(keyFile) }),
	};
}
