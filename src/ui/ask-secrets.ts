import { window } from 'vscode';
import type { Secrets } from '../app/diagnose.ts';
import { t } from '../core/words.ts';
import type { App } from './app.ts';
import type { SavedConnection } from './connection/saved-connection.ts';

/** The secrets of a connection; a password that is wanted and not there is asked for, once. `undefined`: the user went away. */
export async function secretsFor(app: App, saved: SavedConnection): Promise<Secrets | undefined> {
	const kept = await app.connections.secretsOf(saved);
	const secrets =
		saved.connection.user !== undefined && kept.password === undefined ? await ask(app, saved, kept) : kept;
	app.log.hide(secrets?.password);
	app.log.hide(secrets?.passphrase);
	return secrets;
}

async function ask(app: App, saved: SavedConnection, kept: Secrets): Promise<Secrets | undefined> {
	const { user, name, endpoints, discoverySrv } = saved.connection;
	const password = await window.showInputBox({
		title: t('Password of {0} for {1}', user ?? '', name),
		prompt: t('It is sent to {0} and kept in the secret storage of this editor.', discoverySrv ?? endpoints.join(', ')),
		password: true,
		ignoreFocusOut: true,
	});
	if (password === undefined) {
		return undefined;
	}
	await app.connections.saveSecrets(saved, { ...kept, password });
	return { ...kept, password };
}
