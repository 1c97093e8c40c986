import { ProgressLocation, window, type CancellationToken, type Progress } from 'vscode';
import type { DiagnoseOptions, Host, Run, Secrets } from '../app/diagnose.ts';
import type { Connection } from '../core/connection.ts';
import { t } from '../core/words.ts';
import type { App } from './app.ts';
import { resolvePaths } from './connection/local-paths.ts';
import type { SavedConnection } from './connection/saved-connection.ts';
import { findManifestFiles, maxFiles } from './manifest-files.ts';
import { parseManifests } from './manifests.ts';
import type { SessionRun, Source } from './session.ts';
import { readRunSettings } from './settings.ts';
import { unlessCancelled } from './unless-cancelled.ts';

/** One run with its progress, which the user may cancel. A second one for the same connection joins it. */
export function runDiagnosis(
	app: App,
	saved: SavedConnection,
	secrets: Secrets,
	deep: boolean,
): Promise<SessionRun | undefined> {
	return app.session.run(saved.key, async () =>
		window.withProgress(
			{ location: ProgressLocation.Notification, title: t('Diagnosing {0}', saved.connection.name), cancellable: true },
			(progress, token) => diagnose(app, saved, secrets, deep, progress, token),
		),
	);
}

export function sourceOf({ key, connection }: SavedConnection): Source {
	return { key, name: connection.name, kind: 'connection', skipVerify: connection.skipVerify ?? false };
}

async function diagnose(
	app: App,
	saved: SavedConnection,
	secrets: Secrets,
	deep: boolean,
	progress: Progress<{ message: string; increment: number }>,
	token: CancellationToken,
): Promise<SessionRun | undefined> {
	const { timeoutMs, windowMs, checks: settings } = readRunSettings();
	const options: DiagnoseOptions = { timeoutMs, windowMs, deep, settings, only: [] };
	const connection: Connection = resolvePaths(saved);
	app.log.info(`${connection.name}: asking ${connection.endpoints.join(', ') || connection.discoverySrv}`);
	const { diagnoseCluster } = await import('../app/diagnose.ts');
	const files = await findManifestFiles(saved, token);
	const manifests = await parseManifests(files);
	manifests.problems.forEach(problem => app.log.warn(problem));
	const asking = diagnoseCluster(connection, secrets, manifests.specs, options, hostOf(app, progress, token));
	const run = await unlessCancelled(token, asking);
	if (!run) {
		app.log.info(`${connection.name}: cancelled`);
		return undefined;
	}
	return manifests.place(files.length < maxFiles ? run : withNote(run), sourceOf(saved));
}

function withNote(run: Run): Run {
	const note = t('Only {0} files were searched for manifests; name those of this cluster in its connection.', maxFiles);
	return { ...run, report: { ...run.report, notes: [...run.report.notes, note] } };
}

export function hostOf(
	app: App,
	progress: Progress<{ message: string; increment: number }>,
	token: CancellationToken,
): Host {
	const abort = new AbortController();
	token.onCancellationRequested(() => abort.abort());
	let before = 0;
	return {
		signal: abort.signal,
		progress: (done, all, last) => {
			progress.report({
				message: t('{0} of {1} checks: {2}', done, all, last),
				increment: ((done - before) / all) * 100,
			});
			before = done;
		},
		bug: error => app.log.bug(error),
	};
}
