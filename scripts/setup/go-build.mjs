import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './exec.mjs';
import { ensureGo } from './go.mjs';
import { exeSuffix, root } from './paths.mjs';

/** A module of our own that pins what is built: `test/servers/go/NAME` with its go.mod and go.sum. */
const folderOf = name => join(root, 'test', 'servers', 'go', name);

/** The version of `dependency` that our module NAME pins; undefined where we have no such module. */
export function pinnedVersion(name, dependency) {
	const file = join(folderOf(name), 'go.mod');
	if (!existsSync(file)) return undefined;
	const line = readFileSync(file, 'utf8')
		.split('\n')
		.find(each =>
			each
				.replace(/^require/, '')
				.trim()
				.startsWith(`${dependency} v`),
		);
	return / v(\S+)/.exec(line ?? '')?.[1];
}

/** Builds one command of our module NAME into a file. `stamps` are variables that the linker sets. */
export async function buildGo(name, packagePath, file, stamps = {}) {
	const { go, env } = await ensureGo();
	const stamped = Object.entries(stamps).map(([variable, value]) => ` -X ${variable}=${value}`);
	const args = ['build', '-trimpath', '-buildvcs=false', `-ldflags=-s -w${stamped.join('')}`, '-o', file + exeSuffix];
	await run(go, [...args, packagePath], {
		cwd: folderOf(name),
		env: { ...env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off' },
	});
}
