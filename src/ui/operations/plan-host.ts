import { window, type CancellationToken, type Progress } from 'vscode';
import type { Approval, ApprovalRequest, DoorHost } from '../../app/execute-plan.ts';
import { t } from '../../core/words.ts';
import type { Plan, Step } from '../../operations/plan.ts';
import type { App } from '../app.ts';
import { showPreview } from '../documents/show.ts';
import { documentUri } from '../documents/virtual-documents.ts';

/** The door in a window: the runbook as a page, a modal question, a notification with progress that can stop the plan. */
export function planHost(app: App, progress: Progress<{ message: string }>, token: CancellationToken): DoorHost {
	const abort = new AbortController();
	token.onCancellationRequested(() => abort.abort());
	return {
		signal: abort.signal,
		show: (runbook, plan) => showRunbook(app, plan, runbook),
		approve,
		progress: (number, all, step, message) =>
			progress.report({
				message: [`${number}/${all} ${step.title}`, ...(message === undefined ? [] : [message])].join(': '),
			}),
		ended: (number, all, step, outcome, told) =>
			app.log.info(`${number}/${all} ${step.title}: ${outcome}${told === undefined ? '' : `. ${told}`}`),
		byHand,
	};
}

/** A read-only document, shown as a page; it stays what it was when it was approved. */
export async function showRunbook(app: App, plan: Plan, runbook: string): Promise<void> {
	runbooks.set(plan.id, runbook);
	app.documents.register('plan', async id => runbooks.get(id));
	await showPreview(app, documentUri('plan', `${plan.title}.md`, plan.id));
}

/** Of this window: what was shown once can be shown again. */
const runbooks = new Map<string, string>();

async function approve({ plan, question, wanted }: ApprovalRequest): Promise<Approval> {
	if (wanted !== undefined) {
		const typed = await window.showInputBox({
			title: plan.title,
			prompt: question,
			placeHolder: wanted,
			ignoreFocusOut: true,
			validateInput: text => (text === wanted ? undefined : t('Type {0}', wanted)),
		});
		return { approved: typed !== undefined, ...(typed !== undefined && { typed }) };
	}
	const execute = t('Execute');
	const chosen = await window.showWarningMessage(question, { modal: true, detail: detailOf(plan) }, execute);
	return { approved: chosen === execute };
}

/** All that has to be known, for the question stands before the runbook, which cannot be scrolled meanwhile. */
function detailOf({ notes, steps, losses }: Plan): string {
	const lines = steps.map(({ title }, index) => `${index + 1}. ${title}`);
	return [
		...notes,
		...(notes.length > 0 ? [''] : []),
		...lines,
		...(losses.length > 0 ? ['', t('What could be lost'), ...losses] : []),
	].join('\n');
}

async function byHand({ title, command }: Step, instructions: readonly string[]): Promise<boolean> {
	const done = t('It is done');
	const detail = [...instructions, ...(command === '' ? [] : [command])].join('\n\n');
	return (await window.showInformationMessage(title, { modal: true, detail }, done)) === done;
}
