import { Uri, window, workspace } from 'vscode';
import { t } from '../core/words.ts';
import type { App } from './app.ts';
import { chooseRun } from './choose.ts';

/** Writes what the latest run learned, without secrets, for the owner's eyes; gives the file. Choices may be given. */
export async function recordRun(
	app: App,
	cluster?: unknown,
	target?: unknown,
	anonymous?: unknown,
): Promise<Uri | undefined> {
	const run = await chooseRun(app, cluster);
	const anonymize = typeof anonymous === 'boolean' ? anonymous : run && (await askAnonymous());
	if (!run || anonymize === undefined) {
		return undefined;
	}
	const uri = target instanceof Uri ? target : await askTarget(`${run.source.name}.recording.json`);
	if (!uri) {
		return undefined;
	}
	const { record, writeRecording } = await import('../app/record.ts');
	const options = { quorum: app.version, skipVerify: run.source.skipVerify, anonymize };
	const text = record({ collected: run.collected, report: run.judged }, options);
	if (uri.scheme === 'file') {
		await writeRecording(uri.fsPath, text);
	} else {
		await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
	}
	return uri;
}

async function askAnonymous(): Promise<boolean | undefined> {
	const items = [
		{ label: t('As it is'), detail: t('With host names and addresses; never with passwords or keys'), value: false },
		{
			label: t('Anonymous'),
			detail: t('Host names, addresses and certificate names are replaced, consistently'),
			value: true,
		},
	];
	return (await window.showQuickPick(items, { placeHolder: t('What may the recording tell?') }))?.value;
}

async function askTarget(fileName: string): Promise<Uri | undefined> {
	const folder = workspace.workspaceFolders?.[0]?.uri;
	const name = fileName.replace(/[/\\:*?"<>|]/g, '_');
	return window.showSaveDialog({
		filters: { JSON: ['json'] },
		...(folder && { defaultUri: Uri.joinPath(folder, name) }),
	});
}
