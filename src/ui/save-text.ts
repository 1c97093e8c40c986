import { Uri, window, workspace } from 'vscode';
import { t } from '../core/words.ts';

/** Asks where to, writes, and offers to open it. `undefined`: the user went away. */
export async function saveText(
	text: string,
	fileName: string,
	filters: Record<string, string[]>,
): Promise<Uri | undefined> {
	const folder = workspace.workspaceFolders?.[0]?.uri;
	const name = fileName.replace(/[/\\:*?"<>|]/g, '_');
	const target = await window.showSaveDialog({ filters, ...(folder && { defaultUri: Uri.joinPath(folder, name) }) });
	if (target) {
		await workspace.fs.writeFile(target, new TextEncoder().encode(text));
		void offerToOpen(target);
	}
	return target;
}

async function offerToOpen(target: Uri): Promise<void> {
	const open = t('Open');
	const message = t('Written: {0}', workspace.asRelativePath(target));
	if ((await window.showInformationMessage(message, open)) === open) {
		await window.showTextDocument(target);
	}
}
