import assert from 'node:assert/strict';
import { commands, extensions, languages, Uri, workspace, type Diagnostic } from 'vscode';
import type { Api } from '../../src/extension.ts';
import type { Report } from '../../src/core/diagnose.ts';
import { sceneVariable, type Scene } from '../harness/scene.ts';

/** What the harness made: it writes this variable from a `Scene`. */
export const scene = JSON.parse(process.env[sceneVariable] ?? '{}') as Scene;

export const extensionId = 'quorum-tools.quorum';

export async function activate(): Promise<Api> {
	const extension = extensions.getExtension<Api>(extensionId);
	assert.ok(extension, 'the extension is not there');
	return extension.activate();
}

/** Runs "Diagnose etcd" as the tree does, and gives the report. */
export async function diagnose(connection: string): Promise<Report> {
	const report = await commands.executeCommand<Report | undefined>('quorum.diagnoseEtcd', connection);
	assert.ok(report, `${connection} was not diagnosed`);
	return report;
}

export function workspaceUri(path: string): Uri {
	const [folder] = workspace.workspaceFolders ?? [];
	assert.ok(folder, 'no folder is open');
	return Uri.joinPath(folder.uri, path);
}

export function codeOf({ code }: Diagnostic): string {
	return typeof code === 'object' ? String(code.value) : String(code);
}

/** The diagnostics of one check in one document. */
export function diagnosticsOf(uri: Uri, check: string): Diagnostic[] {
	return languages.getDiagnostics(uri).filter(each => codeOf(each) === check);
}

/** Waits for something that VS Code does in its own time. */
export async function eventually<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
	for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(50)) {
		const found = await look();
		if (found !== undefined) {
			return found;
		}
	}
	throw new Error(`Waited in vain: ${what}`);
}

export function pause(ms: number): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, ms));
}
