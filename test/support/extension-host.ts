import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWindow } from './browser-window.ts';
import { makeTempDir, removeTempDir } from './temp-dir.ts';
import { startVsCodeServer, type VsCodeServerOptions } from './vscode-server.ts';

/** The extension host finds here the name of the file that `run` writes its result to. */
export const resultVariable = 'QUORUM_HOST_RESULT';

export interface HostRun extends VsCodeServerOptions {
	/** The extension under test, from source; undefined when it is installed in `extensionsDir`. */
	extensionPath?: string;
	/** A module of which `run()` writes a JSON file named by the variable QUORUM_HOST_RESULT. */
	testsPath: string;
	timeoutMs?: number;
}

/** Runs a test module in the real extension host of a VS Code window and gives what it wrote. */
export async function runInExtensionHost(options: HostRun): Promise<unknown> {
	const dir = makeTempDir('host');
	const file = join(dir, 'result.json');
	const server = await startVsCodeServer({ ...options, env: { ...options.env, [resultVariable]: file } });
	const { extensionPath, testsPath, timeoutMs = 300_000 } = options;
	try {
		const url = server.url({
			...(extensionPath === undefined ? {} : { extensionDevelopmentPath: extensionPath }),
			extensionTestsPath: testsPath,
		});
		const window = await openWindow(url);
		try {
			for (const deadline = Date.now() + timeoutMs; !existsSync(file); await new Promise(r => setTimeout(r, 100))) {
				if (Date.now() < deadline) continue;
				const seen = [...window.console, server.log()].join('\n').slice(-8000);
				throw new Error(`No result from the extension host within ${timeoutMs} ms. It printed:\n${seen}`);
			}
			// Written under another name and renamed by `run`, so a file that is there is whole.
			return JSON.parse(readFileSync(file, 'utf8'));
		} finally {
			await window.close();
		}
	} finally {
		await server.close();
		removeTempDir(dir);
	}
}
