import { window } from 'vscode';
import { isUnlocked } from '../../core/connection.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseConnection } from '../choose.ts';

/** Lets plans be executed on a connection of the user's own; each is asked about all the same. */
export default async function unlockConnection(app: App, cluster?: unknown): Promise<void> {
	const saved = await chooseConnection(app, cluster, ({ connection }) => !isUnlocked(connection));
	if (!saved || isUnlocked(saved.connection)) {
		return;
	}
	const { name } = saved.connection;
	if (saved.origin === 'workspace') {
		throw new ExpectedError(t('{0} came with the workspace and stays read-only: save a connection of your own.', name));
	}
	const unlock = t('Unlock for operations');
	const detail = t('Plans may then change the cluster. Each is shown first, and asked about by its name.');
	const chosen = await window.showWarningMessage(t('Unlock {0}?', name), { modal: true, detail }, unlock);
	if (chosen === unlock) {
		await app.connections.save({ ...saved.connection, access: 'operations' }, await app.connections.secretsOf(saved));
	}
}
