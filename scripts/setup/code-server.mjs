import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aptInstall } from './debian.mjs';
import { run } from './exec.mjs';
import { cacheDir, node24Env, which } from './paths.mjs';
import { publish } from './publish.mjs';

/** Carries the VS Code of the same minor and patch version as a server. */
const version = '4.139.1';

const serverMain = dir => join(dir, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');

/** A prefix that holds Node's headers: its native modules are compiled against those of this machine, not downloaded. */
function headersPrefix() {
	const prefixes = [process.env.npm_config_nodedir, dirname(dirname(process.execPath)), '/usr', '/usr/local'];
	return prefixes.find(prefix => prefix && existsSync(join(prefix, 'include', 'node', 'node_api.h')));
}

async function ensureBuildTools() {
	if (process.platform !== 'linux') return;
	const missing = [];
	for (const [command, name] of [
		['g++', 'g++'],
		['make', 'make'],
		['python3', 'python3'],
		['pkg-config', 'pkg-config'],
	]) {
		if (!which(command)) missing.push(name);
	}
	const kerberos = ['/usr/include/gssapi/gssapi.h', '/usr/include/gssapi.h'].some(existsSync);
	if (!kerberos) missing.push('libkrb5-dev');
	if (headersPrefix() === undefined) missing.push('libnode-dev');
	if (missing.length > 0) await aptInstall(missing, "The VS Code server's native modules are compiled here.");
}

/** The server-main.js of the VS Code server, from the cache, where the package is installed once. */
export async function ensureCodeServer() {
	const dir = join(cacheDir(), 'code-server', version);
	const fresh = await publish(dir, async draft => {
		await ensureBuildTools();
		mkdirSync(draft, { recursive: true });
		const manifest = { private: true, dependencies: { 'code-server': version }, allowScripts: { 'code-server': true } };
		writeFileSync(join(draft, 'package.json'), JSON.stringify(manifest));
		const prefix = headersPrefix();
		const env = node24Env(prefix === undefined ? {} : { npm_config_nodedir: prefix });
		// An npm that runs us hands down how it calls itself; the install script would take its Node for the one of this npm.
		delete env.npm_config_user_agent;
		await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: draft, env });
		if (!existsSync(serverMain(draft))) {
			throw new Error('code-server was installed without its VS Code: its install script did not run.');
		}
	});
	return { serverMain: serverMain(dir), version, fresh };
}
