import { window } from 'vscode';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseConnection } from '../choose.ts';

/** From now on the name of the cluster has to be typed before anything is done to it, or not any more. */
export default async function markProduction(app: App, cluster?: unknown): Promise<void> {
	const saved = await chooseConnection(app, cluster, ({ origin }) => origin === 'user');
	if (!saved) {
		return;
	}
	const { isProduction = false, ...connection } = saved.connection;
	if (saved.origin === 'workspace') {
		throw new ExpectedError(t('{0} is kept in the settings: mark it there.', connection.name));
	}
	await app.connections.save(
		{ ...connection, ...(!isProduction && { isProduction: true }) },
		await app.connections.secretsOf(saved),
	);
	const message = isProduction
		? t('{0} is not marked as production any more.', connection.name)
		: t('{0} is marked as production: its name is typed before anything is done.', connection.name);
	void window.showInformationMessage(message);
}
