import type { ReadRun } from '../app/replay.ts';
import type { DiagnoseOptions } from '../app/diagnose.ts';
import type { ComponentSpec } from '../core/facts.ts';
import type { App } from './app.ts';
import { showReportOf } from './documents/show.ts';
import type { WorkspaceFile } from './manifest-files.ts';
import { parseManifests } from './manifests.ts';
import type { SessionRun, Source } from './session.ts';
import { readRunSettings } from './settings.ts';
import { summaryInWords } from './words-of.ts';

/** Judges what a file holds, beside the manifests given, and shows the report as that of a cluster of this window. */
export async function openRun(
	app: App,
	about: Omit<Source, 'skipVerify'>,
	manifests: readonly WorkspaceFile[],
	read: (options: Pick<DiagnoseOptions, 'settings' | 'only'>, specs: readonly ComponentSpec[]) => Promise<ReadRun>,
): Promise<SessionRun> {
	const parsed = await parseManifests(manifests);
	const run = await read({ settings: readRunSettings().checks, only: [] }, parsed.specs);
	const opened = await parsed.place(run, { ...about, skipVerify: run.skipVerify });
	app.session.add(opened);
	app.log.info(`${about.name}: ${summaryInWords(opened.report)}`);
	await showReportOf(app, opened);
	return opened;
}
