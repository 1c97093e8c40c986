import { window } from 'vscode';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseConnection } from '../choose.ts';

/** Removes a connection of the user with its secrets and its reports of this window. */
export default async function removeConnection(app: App, cluster?: unknown): Promise<void> {
	const saved = await chooseConnection(app, cluster, ({ origin }) => origin === 'user');
	if (!saved) {
		return;
	}
	if (saved.origin === 'workspace') {
		throw new ExpectedError(t('{0} is kept in the settings: remove it there.', saved.connection.name));
	}
	const remove = t('Remove');
	const question = t('Remove the connection {0} and its password?', saved.connection.name);
	if ((await window.showWarningMessage(question, { modal: true }, remove)) === remove) {
		await app.connections.remove(saved);
		app.session.forget(saved.key);
	}
}
