import { commands, l10n, window, type ExtensionContext } from 'vscode';
import { messageOf } from './core/errors.ts';
import { setWords } from './core/words.ts';
import migrateKubeadm from './ui/commands/migrate-kubeadm.ts';
import { registerEditing } from './ui/language/editing.ts';
import { Log } from './ui/log.ts';

/** The editor half alone, where there is no Node: files are judged while they are edited; no cluster can be asked. */
export function activate(context: ExtensionContext): void {
	setWords(l10n.bundle ?? {});
	const log = new Log();
	const migrate = commands.registerCommand('quorum.migrateKubeadm', async () => {
		try {
			await migrateKubeadm();
		} catch (error) {
			log.failure(error);
			void window.showErrorMessage(messageOf(error));
		}
	});
	context.subscriptions.push(log, migrate, registerEditing({ log, extensionUri: context.extensionUri }));
}
