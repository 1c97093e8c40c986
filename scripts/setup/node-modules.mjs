import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, runVisibly } from './exec.mjs';
import { isExecutable, node24, node24Env, root } from './paths.mjs';

const stamp = join(root, 'node_modules', '.quorum-lock');

function lockHash() {
	return createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
}

/** Installs exactly what the lock file says, when that is not what is there. */
export async function ensureNodeModules() {
	const wanted = lockHash();
	const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
	const fresh = installed === wanted && isExecutable(node24);
	if (!fresh) {
		await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root });
		if (!isExecutable(node24)) {
			throw new Error(
				`npm ci ran, yet ${node24} is missing: the install script of the package "node" did not run. ` +
					'Allow install scripts (npm config get ignore-scripts) and run npm ci again.',
			);
		}
		writeFileSync(stamp, wanted);
	}
	return fresh ? 'as locked' : 'npm ci';
}

/** Runs a command whose `node` is Node 24, its output on this terminal; gives the exit code. */
export function runWithNode24(command, args, { cwd = root, env = {} } = {}) {
	return runVisibly(command === 'node' ? node24 : command, args, { cwd, env: node24Env(env) });
}
