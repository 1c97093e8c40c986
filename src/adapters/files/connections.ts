import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { asGuest, parseConnections, type Connection } from '../../core/connection.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { detailsOf } from '../errors.ts';

/** Where a user's connections are kept: for the editor and the command line alike, never with a secret in it. */
export function userConnectionsFile(env: NodeJS.ProcessEnv = process.env): string {
	const base = process.platform === 'win32' ? env['APPDATA'] : env['XDG_CONFIG_HOME'];
	return join(base ?? join(homedir(), '.config'), 'quorum', 'connections.json');
}

/** The connections saved in `file`; none when there is no such file. */
export async function loadConnections(file: string): Promise<Connection[]> {
	const value = await readJsonWithComments(file);
	return value === undefined ? [] : parseConnections(value, file);
}

/** Replaces the file whole, by renaming: a reader sees the old one or the new one. */
export async function saveConnections(file: string, connections: readonly Connection[]): Promise<void> {
	const next = `${file}.${process.pid}.tmp`;
	await mkdir(dirname(file), { recursive: true, mode: 0o700 });
	await writeFile(next, `${JSON.stringify(connections, undefined, '\t')}\n`, { mode: 0o600 });
	await rename(next, file);
}

/** The connections that a team committed, as `quorum.connections` in `.vscode/settings.json` of `folder` or one above it. */
export async function loadTeamConnections(folder: string): Promise<Connection[]> {
	const file = join(folder, '.vscode', 'settings.json');
	const settings = await readJsonWithComments(file);
	if (settings !== undefined) {
		const value = Object(settings)['quorum.connections'] as unknown;
		return value === undefined ? [] : parseConnections(value, file).map(asGuest);
	}
	const parent = dirname(folder);
	return parent === folder ? [] : loadTeamConnections(parent);
}

async function readJsonWithComments(file: string): Promise<unknown> {
	try {
		const errors: ParseError[] = [];
		const value: unknown = parse(await readFile(file, 'utf8'), errors, { allowTrailingComma: true });
		const [error] = errors;
		if (error) {
			throw new ExpectedError(
				t('{0} is not JSON: {1} at offset {2}.', file, printParseErrorCode(error.error), error.offset),
			);
		}
		return value;
	} catch (error) {
		if (error instanceof ExpectedError) {
			throw error;
		}
		if (detailsOf(error).code === 'ENOENT') {
			return undefined;
		}
		throw new ExpectedError(t('The file {0} cannot be read: {1}', file, messageOf(error)));
	}
}
