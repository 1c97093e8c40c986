import { commands, type Uri } from 'vscode';

/** Opens a file with the editor of that name; `default` is what VS Code would take. */
export async function openWith(uri: Uri, editor: string): Promise<undefined> {
	await commands.executeCommand('vscode.openWith', uri, editor);
	return undefined;
}
