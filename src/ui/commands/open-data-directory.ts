import { commands, Uri, window } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';

/** Shows what is in a data directory of etcd: the one given, or one that is chosen. */
export default async function openDataDirectory(app: App, folder?: unknown): Promise<string | undefined> {
	const path = (folder instanceof Uri ? folder : await askFolder())?.fsPath;
	if (path === undefined) {
		return undefined;
	}
	const { outlineOf } = await import('../../app/browse/data-directory.ts');
	// Refused with a reason where there are no files of etcd.
	outlineOf(path);
	app.dataDirectories.add(path);
	await commands.executeCommand('quorum.dataDirectory.focus');
	return path;
}

async function askFolder(): Promise<Uri | undefined> {
	const title = t('A data directory of etcd, such as /var/lib/etcd');
	const options = { title, canSelectMany: false, canSelectFiles: false, canSelectFolders: true };
	const [uri] = (await window.showOpenDialog(options)) ?? [];
	return uri;
}
