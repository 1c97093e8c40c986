import { Uri, window } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { databaseEditor } from '../editors/database-editor.ts';
import { openWith } from '../editors/open-with.ts';

/** Opens any file as a database of etcd: the one given, or one that is chosen. Its content decides what is shown. */
export default async function openEtcdDatabase(_app: App, file?: unknown): Promise<Uri | undefined> {
	const uri = file instanceof Uri ? file : await askFile();
	if (uri) {
		await openWith(uri, databaseEditor);
	}
	return uri;
}

async function askFile(): Promise<Uri | undefined> {
	const title = t('A database or snapshot of etcd');
	const [uri] = (await window.showOpenDialog({ title, canSelectMany: false })) ?? [];
	return uri;
}
