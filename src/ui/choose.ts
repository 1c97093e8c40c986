import { commands, window } from 'vscode';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import type { App } from './app.ts';
import type { SavedConnection } from './connection/saved-connection.ts';
import type { SessionRun } from './session.ts';
import { asOf } from './time.ts';
import { summaryInWords } from './words-of.ts';

/** The key that a tree node, another command or a test passed; `undefined` where the palette passes nothing. */
export function keyOf(arg: unknown): string | undefined {
	if (typeof arg === 'string') {
		return arg;
	}
	// Any value has properties or none.
	const { key } = Object(arg) as { readonly key?: unknown };
	return typeof key === 'string' ? key : undefined;
}

/** The connection that is meant: the argument, the only one, or the one the user picks. `undefined`: the user went away. */
export async function chooseConnection(
	app: App,
	arg: unknown,
	fits: (saved: SavedConnection) => boolean = () => true,
): Promise<SavedConnection | undefined> {
	const key = keyOf(arg);
	if (key !== undefined) {
		const found = await app.connections.find(key);
		if (!found) {
			throw new ExpectedError(t('There is no connection "{0}" any more.', key));
		}
		return found;
	}
	const all = (await app.connections.all()).filter(fits);
	if (all.length === 0) {
		void offerToAdd();
		return undefined;
	}
	return all.length === 1 ? all[0] : pickConnection(all);
}

/** Without any connection, the way to the first one. */
async function offerToAdd(): Promise<void> {
	const [add, sample] = [t('Add connection'), t('Open sample')];
	const chosen = await window.showInformationMessage(t('There is no connection yet.'), add, sample);
	if (chosen !== undefined) {
		await commands.executeCommand(chosen === add ? 'quorum.addConnection' : 'quorum.openSample');
	}
}

async function pickConnection(all: readonly SavedConnection[]): Promise<SavedConnection | undefined> {
	const items = all.map(saved => ({
		label: saved.connection.name,
		description: [
			...(saved.connection.skipVerify ? [t('⚠ TLS not verified')] : []),
			...(saved.origin === 'workspace' ? [t('from the settings')] : []),
		].join(', '),
		detail: saved.connection.discoverySrv ?? saved.connection.endpoints.join(', '),
		saved,
	}));
	return (await window.showQuickPick(items, { placeHolder: t('Which cluster?') }))?.saved;
}

/** The latest run that is meant, in the same way. */
export async function chooseRun(app: App, arg: unknown): Promise<SessionRun | undefined> {
	const key = keyOf(arg);
	const runs = app.session.all().filter(run => key === undefined || run.source.key === key || run.source.name === key);
	if (runs.length === 0) {
		throw new ExpectedError(t('There is no report yet. Run "Diagnose etcd" first.'));
	}
	if (runs.length === 1) {
		return runs[0];
	}
	const items = runs.map(run => ({
		label: run.source.name,
		description: asOf(run.report.takenAt),
		detail: summaryInWords(run.report),
		run,
	}));
	return (await window.showQuickPick(items, { placeHolder: t('Which report?') }))?.run;
}
