import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCodeServer } from '../../scripts/setup/code-server.mjs';
import { endChild, run, start } from '../../scripts/setup/exec.mjs';
import { node24 } from '../../scripts/setup/paths.mjs';
import { freePort } from './ports.ts';
import { makeTempDir, removeTempDir } from './temp-dir.ts';

export interface VsCodeServerOptions {
	/** The folder that windows open unless their URL says otherwise. */
	workspace: string;
	/** Installed extensions live there; a folder of this server's own unless told. */
	extensionsDir?: string;
	/** The server's data; a folder of its own unless told. */
	serverDataDir?: string;
	/** Settings for every window, beneath the workspace's. */
	settings?: Readonly<Record<string, unknown>>;
	/** Reaches the extension host. */
	env?: Readonly<Record<string, string>>;
}

export interface WindowPayload {
	/** A folder with an extension's package.json, loaded from source. */
	extensionDevelopmentPath?: string;
	/** A module whose `run` is called in the extension host. */
	extensionTestsPath?: string;
}

export interface VsCodeServer {
	port: number;
	/** The address of a window of the workspace. */
	url(payload?: WindowPayload, workspace?: string): string;
	/** Installs a packaged extension from its file, for windows opened afterwards. */
	installExtension(vsix: string): Promise<string>;
	log(): string;
	/** Settles when the server is gone. */
	ended: Promise<void>;
	close(): Promise<void>;
}

/** A test must see the extension, not the greetings of a new installation. */
const quietSettings = {
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
	'workbench.enableExperiments': false,
	'extensions.ignoreRecommendations': true,
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'security.workspace.trust.enabled': false,
	'chat.disableAIFeatures': true,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

async function waitUntilServing(port: number, log: () => string, ended: () => boolean): Promise<void> {
	for (const deadline = Date.now() + 30_000; Date.now() < deadline; await new Promise(r => setTimeout(r, 100))) {
		if (ended()) break;
		const answer = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined);
		if (answer?.ok) return;
	}
	throw new Error(`The VS Code server did not start:\n${log()}`);
}

/** Starts a real VS Code as a server on loopback: the extension runs in its extension host. */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
	const { serverMain } = await ensureCodeServer();
	const dir = makeTempDir('vscode');
	const dataDir = options.serverDataDir ?? join(dir, 'data');
	const extensionsDir = options.extensionsDir ?? join(dir, 'extensions');
	const machine = join(dataDir, 'data', 'Machine');
	mkdirSync(machine, { recursive: true });
	mkdirSync(extensionsDir, { recursive: true });
	writeFileSync(join(machine, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));
	const port = await freePort();
	const dirs = ['--server-data-dir', dataDir, '--extensions-dir', extensionsDir];
	// VS Code started inside VS Code would take its parent's variables for its own.
	const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name));
	const env = { ...Object.fromEntries(inherited), ...options.env };
	const flags = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
	const quiet = ['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'];
	// A built VS Code reads the payload in a window's address only with the smoke test driver.
	const child = start(node24, [serverMain, ...flags, ...quiet, ...dirs, '--enable-smoke-test-driver'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env,
	});
	let log = '';
	let ended = false;
	for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (log += data));
	const end = new Promise<void>(resolve => {
		const gone = (): void => {
			ended = true;
			resolve();
		};
		child.once('close', gone);
		child.once('error', gone);
	});

	const server: VsCodeServer = {
		port,
		url(payload = {}, workspace = options.workspace) {
			const remote = ([key, path]: [string, string]): [string, string] => [
				key,
				`vscode-remote://127.0.0.1:${port}${path}`,
			];
			const url = new URL(`http://127.0.0.1:${port}/`);
			url.searchParams.set('folder', workspace);
			const entries = Object.entries(payload);
			if (entries.length > 0) url.searchParams.set('payload', JSON.stringify(entries.map(remote)));
			return url.href;
		},
		installExtension: vsix => run(node24, [serverMain, '--install-extension', vsix, '--force', ...dirs], { env }),
		log: () => log,
		ended: end,
		async close() {
			endChild(child, 'SIGTERM');
			const killer = setTimeout(() => endChild(child, 'SIGKILL'), 3000);
			await end;
			clearTimeout(killer);
			// The extension host may outlive the server that led its group.
			endChild(child, 'SIGKILL');
			removeTempDir(dir);
		},
	};
	try {
		await waitUntilServing(
			port,
			() => log,
			() => ended,
		);
	} catch (error) {
		await server.close();
		throw error;
	}
	return server;
}
