import { commands, Uri } from 'vscode';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { objectUri, targetOf } from './object-document.ts';
import { findWorkspaceManifests } from '../manifest-files.ts';

/** Compares the file of the workspace that describes an object with the object as it is now. */
export async function compareObject(app: App, cluster?: unknown, object?: unknown): Promise<unknown> {
	const target = targetOf(cluster, object);
	if (!target) {
		return undefined;
	}
	const { kind, name, namespace } = target.object;
	const { describesObject } = await import('../../manifest/describes-object.ts');
	const file = (await findWorkspaceManifests()).find(({ text }) =>
		describesObject(text, { kind, name, ...(namespace !== undefined && { namespace }) }),
	);
	if (!file) {
		throw new ExpectedError(t('No file of this workspace describes {0}.', `${kind}/${name}`));
	}
	const uri = objectUri(target);
	app.documents.refresh(uri);
	await commands.executeCommand('vscode.diff', Uri.parse(file.uri), uri, t('{0}: file ↔ cluster', name));
	return file.uri;
}
