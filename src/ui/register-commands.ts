import { commands as registry, Disposable, window } from 'vscode';
import { ExpectedError, messageOf } from '../core/errors.ts';
import { t } from '../core/words.ts';
import type { App, Command } from './app.ts';
import { commands } from './commands/index.ts';

/** The only place where exceptions stop: what was foreseen is shown as it is, all else is logged as a bug. */
export function registerCommands(app: App): Disposable {
	const table: readonly (readonly [string, Command])[] = Object.entries(commands);
	return Disposable.from(
		...table.map(([id, command]) =>
			registry.registerCommand(id, async (...args: readonly unknown[]) => {
				try {
					return await command(app, ...args);
				} catch (error) {
					return tell(app, id, error);
				}
			}),
		),
	);
}

function tell(app: App, id: string, error: unknown): void {
	if (error instanceof ExpectedError) {
		app.log.warn(`${id}: ${error.message}`);
		void window.showErrorMessage(error.message);
		return;
	}
	app.log.bug(error);
	void offerLog(app, t('This is a bug in Quorum; its log has the details: {0}', messageOf(error)));
}

async function offerLog(app: App, message: string): Promise<void> {
	const show = t('Show log');
	if ((await window.showErrorMessage(message, show)) === show) {
		app.log.show();
	}
}
