import { window, workspace, type TextDocument } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';

/** A new file that saves snapshots without an editor, for the user to look through, save and bring to where it belongs. */
export default async function generateBackup(_app?: App): Promise<TextDocument | undefined> {
	const { backupCronJob, backupTimer, usualBackup } = await import('../../operations/maintenance/backup-documents.ts');
	const items = [
		{
			label: t('CronJob of Kubernetes'),
			detail: t('On a control-plane node of kubeadm'),
			language: 'yaml',
			text: backupCronJob,
		},
		{
			label: t('Timer of systemd'),
			detail: t('A service and a timer on a host with etcdctl'),
			language: 'ini',
			text: backupTimer,
		},
	];
	const chosen = await window.showQuickPick(items, { placeHolder: t('What saves the snapshots?') });
	if (!chosen) {
		return undefined;
	}
	const document = await workspace.openTextDocument({ language: chosen.language, content: chosen.text(usualBackup) });
	await window.showTextDocument(document);
	return document;
}
