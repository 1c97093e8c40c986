import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user's journals and snapshots are kept when nothing else is said. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
	const isWindows = process.platform === 'win32';
	const base = isWindows ? env['LOCALAPPDATA'] : env['XDG_STATE_HOME'];
	const usual = isWindows ? join(homedir(), 'AppData', 'Local') : join(homedir(), '.local', 'state');
	return join(base === undefined || base === '' ? usual : base, 'quorum');
}
