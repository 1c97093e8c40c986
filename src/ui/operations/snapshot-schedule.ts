import { Disposable, ProgressLocation, window, workspace } from 'vscode';
import type { SnapshotSchedule } from '../../app/snapshots/schedule.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { resolvePaths } from '../connection/local-paths.ts';
import { readRunSettings, readSnapshotSchedule } from '../settings.ts';

/** How often it is looked whether a snapshot is due. */
const lookEveryMs = 60_000;

/**
 * Saves snapshots of the connections that the user's own settings name, while this window is open. Without that setting
 * nothing is loaded and nobody is dialled; a workspace cannot set it.
 */
export function registerSnapshotSchedule(app: App): Disposable {
	const abort = new AbortController();
	let schedule: Promise<SnapshotSchedule> | undefined;
	const look = async (isChanged: boolean) => {
		if (!workspace.isTrusted || readSnapshotSchedule().scheduled.length === 0) {
			return;
		}
		const loaded = await (schedule ??= open(app, abort.signal));
		if (isChanged) {
			loaded.forgive();
		}
		await loaded.look();
	};
	const lookNow = (isChanged = false) => void look(isChanged).catch((error: unknown) => app.log.failure(error));
	const timer = setInterval(lookNow, lookEveryMs);
	lookNow();
	return Disposable.from(
		workspace.onDidChangeConfiguration(event => event.affectsConfiguration('quorum') && lookNow(true)),
		workspace.onDidGrantWorkspaceTrust(() => lookNow()),
		{ dispose: () => clearInterval(timer) },
		{ dispose: () => abort.abort() },
	);
}

async function open(app: App, signal: AbortSignal): Promise<SnapshotSchedule> {
	const { SnapshotSchedule } = await import('../../app/snapshots/schedule.ts');
	const { newestGoodOf } = await import('../../app/snapshots/save-scheduled.ts');
	return new SnapshotSchedule({
		now: () => Date.now(),
		scheduled: () => readSnapshotSchedule().scheduled,
		newestOf: (name, now) => newestGoodOf(name, now),
		save: name => save(app, name, signal),
		failed: (name, error) => tell(app, name, error),
	});
}

async function save(app: App, name: string, signal: AbortSignal): Promise<void> {
	const all = await app.connections.all();
	const saved = all.find(({ origin, connection }) => origin === 'user' && connection.name === name);
	if (!saved) {
		throw new ExpectedError(t('You have no connection of your own with the name "{0}".', name));
	}
	const secrets = await app.connections.secretsOf(saved);
	app.log.hide(secrets.password);
	app.log.hide(secrets.passphrase);
	const { saveScheduled } = await import('../../app/snapshots/save-scheduled.ts');
	const { timeoutMs } = readRunSettings();
	const { keep } = readSnapshotSchedule();
	const log = (line: string) => app.log.info(`${name}: ${line}`);
	const about = { connection: resolvePaths(saved), secrets, timeoutMs, keep, signal, log };
	const title = t('Saving a scheduled snapshot of {0}', name);
	await window.withProgress({ location: ProgressLocation.Window, title }, () => saveScheduled(about));
	app.connections.refresh();
}

function tell(app: App, name: string, error: unknown): void {
	app.log.failure(error);
	const message = t('The scheduled snapshot of {0} was not saved: {1}', name, messageOf(error));
	void window.showErrorMessage(message);
}
