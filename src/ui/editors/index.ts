import { Disposable, window } from 'vscode';
import type { App } from '../app.ts';
import { DatabaseEditor, databaseEditor } from './database-editor.ts';
import { WalEditor, walEditor } from './wal-editor.ts';

/** Editors for etcd's own files. None is opened unasked, and nothing is read before. */
export function registerEditors(app: App): Disposable {
	const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: true } };
	return Disposable.from(
		window.registerCustomEditorProvider(databaseEditor, new DatabaseEditor(app), options),
		window.registerCustomEditorProvider(walEditor, new WalEditor(app), options),
	);
}
