import { window, workspace } from 'vscode';
import type { App } from '../app.ts';
import { objectUri, targetOf } from './object-document.ts';

/** Shows an object as it is now, read-only; gives its address. */
export async function showObject(app: App, cluster?: unknown, object?: unknown): Promise<unknown> {
	const target = targetOf(cluster, object);
	if (!target) {
		return undefined;
	}
	const uri = objectUri(target);
	app.documents.refresh(uri);
	await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
	return uri;
}
