import { isAbsolute } from 'node:path';
import { RelativePattern, Uri, workspace, type CancellationToken, type GlobPattern } from 'vscode';
import type { SavedConnection } from './connection/saved-connection.ts';

/** A file as the user knows it, and its text as the editor shows it. */
export interface WorkspaceFile {
	/** Within the workspace where it is there, else whole. */
	readonly path: string;
	readonly uri: string;
	readonly text: string;
}

/** What is searched unasked; further files are not looked at, and the report says so. */
export const maxFiles = 2000;
const maxBytes = 1024 * 1024;
const anywhere = '**/*.{yaml,yml,conf,env,service}';
const inFolder = '**/*.{yaml,yml,json,conf,env,service}';
const excluded = '**/{node_modules,.git}/**';

/** The files that may describe a cluster: those the connection names, else those of the workspace that are in YAML, units or variables. */
export async function findManifestFiles(saved: SavedConnection, token?: CancellationToken): Promise<WorkspaceFile[]> {
	const paths = saved.connection.paths ?? [];
	return paths.length > 0 ? readTexts(await urisOf(paths, saved, token)) : findWorkspaceManifests(token);
}

export async function findWorkspaceManifests(token?: CancellationToken): Promise<WorkspaceFile[]> {
	return readTexts(await find(anywhere, token));
}

/** Texts as the editors show them, saved or not; what is gone or too large is left out. */
export async function readTexts(uris: readonly Uri[]): Promise<WorkspaceFile[]> {
	const open = new Map(workspace.textDocuments.map(document => [document.uri.toString(), document]));
	const read = async (uri: Uri): Promise<WorkspaceFile[]> => {
		const text = open.get(uri.toString())?.getText() ?? (await textOnDisk(uri));
		return text === undefined ? [] : [{ path: workspace.asRelativePath(uri), uri: uri.toString(), text }];
	};
	const files = (await Promise.all(uris.map(read))).flat();
	// A search gives them in any order; where several files govern alike, the same one is to be chosen each time.
	return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function urisOf(paths: readonly string[], saved: SavedConnection, token?: CancellationToken): Promise<Uri[]> {
	const bases = saved.folder ? [Uri.parse(saved.folder)] : (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
	const found = bases.flatMap(base =>
		paths.map(async path => {
			const uri = isAbsolute(path) && base.scheme === 'file' ? Uri.file(path) : Uri.joinPath(base, path);
			return (await isFolder(uri)) ? find(new RelativePattern(uri, inFolder), token) : [uri];
		}),
	);
	return (await Promise.all(found)).flat().slice(0, maxFiles);
}

async function find(pattern: GlobPattern, token?: CancellationToken): Promise<Uri[]> {
	return workspace.findFiles(pattern, excluded, maxFiles, token);
}

async function isFolder(uri: Uri): Promise<boolean> {
	try {
		return ((await workspace.fs.stat(uri)).type & 2) !== 0;
	} catch {
		// Not there under this base; reading it will leave it out.
		return false;
	}
}

async function textOnDisk(uri: Uri): Promise<string | undefined> {
	try {
		const { size } = await workspace.fs.stat(uri);
		return size > maxBytes ? undefined : new TextDecoder().decode(await workspace.fs.readFile(uri));
	} catch {
		// It was removed since it was listed.
		return undefined;
	}
}
