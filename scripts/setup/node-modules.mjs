import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, runVisibly } from './exec.mjs';
import { isExecutable, node24, node24Env, root } from './paths.mjs';

const readLock = file => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});

/** Whether what npm says it installed is what the lock file says, but for optional packages of other platforms. */
function isAsLocked() {
	const wanted = Object.entries(readLock(join(root, 'package-lock.json'))).filter(([path]) => path !== '');
	const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
	const same = ([path, { version, optional }]) =>
		installed[path] === undefined ? optional === true : installed[path].version === version;
	return wanted.every(same) && isExecutable(node24);
}

/** Installs exactly what the lock file says, when that is not what is there. */
export async function ensureNodeModules() {
	if (isAsLocked()) return 'as locked';
	await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root });
	if (!isExecutable(node24)) {
		throw new Error(
			`npm ci ran, yet ${node24} is missing: the install script of the package "node" did not run. ` +
				'Allow install scripts (npm config get ignore-scripts) and run npm ci again.',
		);
	}
	return 'npm ci';
}

/** Runs a command whose `node` is Node 24, its output on this terminal or in the file `output`; gives the exit code. */
export function runWithNode24(command, args, { cwd = root, env = {}, output } = {}) {
	return runVisibly(command === 'node' ? node24 : command, args, { cwd, env: node24Env(env), output });
}
