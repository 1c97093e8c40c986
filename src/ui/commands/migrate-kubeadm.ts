import { window, workspace } from 'vscode';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { migrationOfDocument } from '../language/migration.ts';

/** The file in the active editor; saving it is left to the user. */
export default async function migrateKubeadm(_app?: App): Promise<void> {
	const document = window.activeTextEditor?.document;
	if (!document) {
		throw new ExpectedError(t('Open the file that is to be migrated.'));
	}
	const { edit, refusals, to } = await migrationOfDocument(document);
	if (edit) {
		await workspace.applyEdit(edit);
	}
	if (refusals.length > 0) {
		throw new ExpectedError(t('It cannot be migrated by itself: {0}', refusals.join(' ')));
	}
	if (!edit) {
		void window.showInformationMessage(t('Nothing in this file is older than {0}.', to));
	}
}
