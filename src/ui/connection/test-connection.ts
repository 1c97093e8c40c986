import { ProgressLocation, window } from 'vscode';
import type { ConnectionTest } from '../../app/test-connection.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { secretsFor } from '../ask-secrets.ts';
import { resolvePaths } from './local-paths.ts';
import type { SavedConnection } from './saved-connection.ts';
import { showPreview } from '../documents/show.ts';
import { connectionTestText } from '../documents/connection-test.ts';
import { documentUri } from '../documents/virtual-documents.ts';
import { readRunSettings } from '../settings.ts';

/** Asks each endpoint, and tells the stage that failed and what to do about it. */
export async function testAndTell(app: App, saved: SavedConnection): Promise<ConnectionTest | undefined> {
	const secrets = await secretsFor(app, saved);
	if (!secrets) {
		return undefined;
	}
	const title = t('Testing {0}', saved.connection.name);
	const where = { location: ProgressLocation.Notification, title, cancellable: true };
	const { stageInWords, testConnection: test } = await import('../../app/test-connection.ts');
	const outcome = await window.withProgress(where, async (_progress, token) => {
		const abort = new AbortController();
		token.onCancellationRequested(() => abort.abort());
		const result = await test(resolvePaths(saved), secrets, readRunSettings().timeoutMs, abort.signal);
		return token.isCancellationRequested ? undefined : result;
	});
	if (outcome) {
		outcome.endpoints.forEach(({ endpoint, stage, message }) => app.log.info(`${endpoint}: ${stage}: ${message}`));
		void tell(app, saved, outcome, stageInWords).catch(error => app.log.bug(error));
	}
	return outcome;
}

async function tell(
	app: App,
	saved: SavedConnection,
	outcome: ConnectionTest,
	stageInWords: typeof import('../../app/test-connection.ts').stageInWords,
): Promise<void> {
	const details = t('Details');
	const failed = outcome.endpoints.filter(({ stage }) => stage !== 'passed');
	const [first] = failed;
	const message = first
		? t(
				'{0} of {1} endpoints failed. {2}: {3} ({4}). {5}',
				failed.length,
				outcome.endpoints.length,
				first.endpoint,
				stageInWords(first.stage),
				first.message,
				first.advice ?? '',
			)
		: t('{0}: all endpoints answer ({1}).', saved.connection.name, outcome.endpoints.length);
	const show = first ? window.showErrorMessage : window.showInformationMessage;
	if ((await show(message, details)) === details) {
		app.documents.register('test', async () => connectionTestText(saved, outcome, stageInWords));
		await showPreview(app, documentUri('test', t('Test of {0}', saved.connection.name).concat('.md'), saved.key));
	}
}
