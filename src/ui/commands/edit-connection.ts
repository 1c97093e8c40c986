import { commands } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseConnection } from '../choose.ts';
import { draftOf, secretsOf } from '../connection/draft.ts';
import type { SavedConnection } from '../connection/saved-connection.ts';

/** Asks again, beginning with what is saved. A connection of the workspace is edited in its settings. */
export default async function editConnection(app: App, cluster?: unknown): Promise<SavedConnection | undefined> {
	const before = await chooseConnection(app, cluster);
	if (before?.origin === 'workspace') {
		await commands.executeCommand('workbench.action.openWorkspaceSettings', { query: 'quorum.connections' });
		return undefined;
	}
	if (!before) {
		return undefined;
	}
	const others = (await app.connections.all()).filter(({ key }) => key !== before.key);
	const { askConnection } = await import('../connection/wizard.ts');
	const draft = await askConnection(
		t('Edit {0}', before.connection.name),
		draftOf(before.connection, await app.connections.secretsOf(before)),
		others.map(({ connection }) => connection.name),
	);
	if (!draft) {
		return undefined;
	}
	app.session.forget(before.key);
	return app.connections.save(draft.connection, secretsOf(draft), before);
}
