import { Uri, workspace } from 'vscode';
import { candidatesFor } from '../../manifest/beside.ts';

/** The file that a path of a node means for a file: in the workspace beside it, else on this machine. */
export async function fileBeside(file: Uri, path: string): Promise<Uri | undefined> {
	const isAbsolute = /^(?:\/|[a-z]:[\\/])/i.test(path);
	const here = file.scheme === 'file' && isAbsolute ? [Uri.file(path)] : [];
	const beside = candidatesFor(path, foldersAbove(file)).map(candidate => file.with({ path: candidate }));
	for (const candidate of [...beside, ...here]) {
		if (await isThere(candidate)) {
			return candidate;
		}
	}
	return undefined;
}

/** From that of the document up to the folder of the workspace; of a file outside its own alone. */
function foldersAbove(uri: Uri): string[] {
	const top = workspace.getWorkspaceFolder(uri)?.uri.path;
	const folders: string[] = [];
	for (let path = parentOf(uri.path); path !== ''; path = parentOf(path)) {
		folders.push(path);
		if (path === top || top === undefined) {
			break;
		}
	}
	return folders;
}

function parentOf(path: string): string {
	return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function isThere(uri: Uri): Promise<boolean> {
	try {
		await workspace.fs.stat(uri);
		return true;
	} catch {
		// Nothing is there, or nothing that we may see: either way there is nothing to lead to.
		return false;
	}
}
