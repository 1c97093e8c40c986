import { Uri, workspace } from 'vscode';
import type { Report } from '../../core/diagnose.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { readTexts } from '../manifest-files.ts';
import { openRun } from '../open-run.ts';
import { textOf } from './replay-recording.ts';

/** The report of a recorded cluster with problems, beside its manifests: all of it works without any cluster. */
export default async function openSample(app: App): Promise<Report> {
	const folder = Uri.joinPath(app.extensionUri, 'media', 'sample');
	const files = await workspace.fs.readDirectory(folder);
	const names = files.map(([name]) => name).filter(name => name.endsWith('.yaml'));
	const [source, manifests, { replay }] = await Promise.all([
		textOf(Uri.joinPath(folder, 'recording.json')),
		readTexts(names.map(name => Uri.joinPath(folder, name))),
		import('../../app/replay.ts'),
	]);
	const about = { key: 'recording:sample', name: t('sample'), kind: 'recording' } as const;
	return (await openRun(app, about, manifests, async (options, specs) => replay(source, options, specs))).report;
}
