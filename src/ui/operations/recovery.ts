import { join } from 'node:path';
import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { Survey } from '../../app/recover/recover.ts';
import { t } from '../../core/words.ts';
import type { HostsFile } from '../../operations/recovery/hosts-file.ts';
import type { Way } from '../../operations/recovery/decide.ts';
import type { App } from '../app.ts';
import { showPreview } from '../documents/show.ts';
import { documentUri } from '../documents/virtual-documents.ts';

/** The file that names the hosts: one of the workspace, or any. `undefined`: the user went away. */
export async function chooseHostsFile(): Promise<string | undefined> {
	const found = await workspace.findFiles('**/hosts.json', '**/node_modules/**', 20);
	const other = { label: t('Another file…'), path: undefined };
	const items = [...found.map(uri => ({ label: workspace.asRelativePath(uri), path: uri.fsPath })), other];
	const placeHolder = t('Which file says how the hosts are reached?');
	const chosen = found.length === 0 ? other : await window.showQuickPick(items, { placeHolder });
	if (chosen !== other) {
		return chosen?.path;
	}
	const picked = await window.showOpenDialog({ title: placeHolder, filters: { JSON: ['json'] } });
	return picked?.[0]?.fsPath;
}

/** Looks at every host at once; nothing is changed. `undefined`: the user stopped it. */
export async function surveyHosts(hosts: HostsFile): Promise<Survey | undefined> {
	const where = { location: ProgressLocation.Notification, title: t('Looking at the hosts'), cancellable: true };
	return window.withProgress(where, async (progress, token) => {
		const abort = new AbortController();
		token.onCancellationRequested(() => abort.abort());
		const { survey } = await import('../../app/recover/recover.ts');
		try {
			return await survey(hosts, {
				signal: abort.signal,
				progress: (host, message) => progress.report({ message: `${host}: ${message}` }),
			});
		} catch (error) {
			if (abort.signal.aborted) {
				return undefined;
			}
			throw error;
		}
	});
}

/** What was seen, as a page that stays open beside the questions. */
export async function showSurvey(app: App, { id, assessments, decision, snapshots }: Survey): Promise<void> {
	const { surveyText } = await import('../../operations/recovery/survey-text.ts');
	const fence = '````';
	surveys.set(
		id,
		`# ${t('What the hosts hold')}\n\n${fence}text\n${surveyText(assessments, decision, snapshots)}\n${fence}\n`,
	);
	app.documents.register('survey', async key => surveys.get(key));
	await showPreview(app, documentUri('survey', `${t('What the hosts hold')}.md`, id));
}

/** Of this window. */
const surveys = new Map<string, string>();

/** The best way first, each with its reasons and what may be lost. */
export async function chooseWay({ decision }: Survey): Promise<Way | undefined> {
	const { wayInWords } = await import('../../operations/recovery/survey-text.ts');
	const items = decision.ways.map((way, index) => ({
		label: wayInWords(way.kind),
		description: index === 0 ? t('best') : '',
		detail: [...way.reasons, ...way.losses].join(' '),
		way,
	}));
	const placeHolder = t('Which way? A plan is shown before anything is done.');
	return (await window.showQuickPick(items, { placeHolder, ignoreFocusOut: true }))?.way;
}

/** One that was saved here, or any file. `undefined`: the user went away. */
export async function chooseSnapshot({ snapshots }: Survey): Promise<string | undefined> {
	const other = { label: t('Another file…'), path: undefined };
	const saved = snapshots.map(({ path, takenAt, revision }) => ({
		label: path,
		description: t('{0}, revision {1}', new Date(takenAt).toLocaleString(), revision),
		path,
	}));
	const placeHolder = t('Which snapshot? It is read whole before the plan is shown.');
	const chosen =
		saved.length === 0 ? other : await window.showQuickPick([...saved, other], { placeHolder, ignoreFocusOut: true });
	if (chosen !== other) {
		return chosen?.path;
	}
	return (await window.showOpenDialog({ title: placeHolder }))?.[0]?.fsPath;
}

/** Where a test finds the file that it wrote. */
export function hostsFileOf(arg: unknown): string | undefined {
	return arg instanceof Uri ? arg.fsPath : typeof arg === 'string' ? join(arg) : undefined;
}
