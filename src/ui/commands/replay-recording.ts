import { Uri, window, workspace } from 'vscode';
import type { Report } from '../../core/diagnose.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { findWorkspaceManifests } from '../manifest-files.ts';
import { openRun } from '../open-run.ts';

/** Judges a recorded run with the checks of today. The file may be given; asks no cluster anything. */
export default async function replayRecording(app: App, file?: unknown): Promise<Report | undefined> {
	const uri = file instanceof Uri ? file : await askFile();
	if (!uri) {
		return undefined;
	}
	const { replay } = await import('../../app/replay.ts');
	const source = await textOf(uri);
	const name = workspace.asRelativePath(uri);
	const manifests = await findWorkspaceManifests();
	const about = { key: `recording:${uri.toString()}`, name, kind: 'recording' } as const;
	return (await openRun(app, about, manifests, async (options, specs) => replay(source, options, specs))).report;
}

async function askFile(): Promise<Uri | undefined> {
	const [chosen] = (await window.showOpenDialog({ title: t('Open a recording'), filters: { JSON: ['json'] } })) ?? [];
	return chosen;
}

export async function textOf(uri: Uri): Promise<string> {
	try {
		return new TextDecoder().decode(await workspace.fs.readFile(uri));
	} catch (error) {
		throw new ExpectedError(t('The file {0} cannot be read: {1}', workspace.asRelativePath(uri), messageOf(error)));
	}
}
