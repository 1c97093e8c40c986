import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where `npm ci` puts the commands of the development packages, the Node of the package `node` among them. */
export const node24Bin = join(root, 'node_modules', '.bin');

/** The Node that everything but these set-up scripts runs on. */
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** What is slow to get stays here, outside the tree, each thing under its version: it outlives a fresh clone. */
export function cacheDir() {
	if (process.env.QUORUM_CACHE) return resolve(process.env.QUORUM_CACHE);
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'quorum');
	if (process.platform === 'win32') {
		return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'quorum');
	}
	return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'quorum');
}

export const exeSuffix = process.platform === 'win32' ? '.exe' : '';

/** Whether this is a file that may be run. Being absent or not runnable is the answer "no", not an error. */
export function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch (error) {
		if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(error.code)) return false;
		throw error;
	}
}

/** The first runnable file of that name on the PATH, or undefined. */
export function which(command, path = process.env.PATH ?? '') {
	return path
		.split(delimiter)
		.filter(dir => dir !== '')
		.map(dir => join(dir, command + exeSuffix))
		.find(isExecutable);
}

/** The environment in which a plain `node` is Node 24, for this process's children and theirs. */
export function node24Env(extra = {}) {
	return { ...process.env, PATH: `${node24Bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}
