import { window } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { emptyDraft, secretsOf } from '../connection/draft.ts';
import type { SavedConnection } from '../connection/saved-connection.ts';
import { diagnoseAndTell } from './diagnose-etcd.ts';

/** Asks for a connection, saves it, and offers what comes next; dials nothing by itself. */
export default async function addConnection(app: App): Promise<SavedConnection | undefined> {
	const taken = (await app.connections.all()).map(({ connection }) => connection.name);
	const { askConnection } = await import('../connection/wizard.ts');
	const draft = await askConnection(t('Add an etcd connection'), emptyDraft, taken);
	if (!draft) {
		return undefined;
	}
	const saved = await app.connections.save(draft.connection, secretsOf(draft));
	void offerNext(app, saved).catch(error => app.log.bug(error));
	return saved;
}

async function offerNext(app: App, saved: SavedConnection): Promise<void> {
	const [test, diagnose] = [t('Test connection'), t('Diagnose etcd')];
	const message = t('The connection {0} is saved.', saved.connection.name);
	const chosen = await window.showInformationMessage(message, test, diagnose);
	if (chosen === test) {
		const { testAndTell } = await import('../connection/test-connection.ts');
		await testAndTell(app, saved);
	} else if (chosen === diagnose) {
		await diagnoseAndTell(app, saved.key, false);
	}
}
