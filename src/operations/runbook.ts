import { code, documentOf, literal } from '../core/report/markdown-text.ts';
import { t } from '../core/words.ts';
import { conditionInWords } from './condition-in-words.ts';
import type { Journal } from './journal.ts';
import { standingOf } from './journal.ts';
import { clusterLabel, type Plan, type Step } from './plan.ts';

/** A plan as a document: to be approved, kept, or followed by people who type it themselves. */
export function runbook(plan: Plan, journal?: Journal): string {
	const { cluster } = plan;
	return documentOf([
		[`# ${literal(plan.title)}`],
		[
			...(cluster.name === '' ? [] : [`- ${t('Cluster: {0}', literal(clusterLabel(cluster)))}`]),
			`- ${t('Cluster id: {0}', code(cluster.id))}`,
			...(cluster.isProduction ? [`- ${t('Marked as production.')}`] : []),
			`- ${t('Plan: {0}, made {1}', code(plan.id), new Date(plan.createdAt).toISOString())}`,
		],
		...(plan.notes.length > 0 ? [[`## ${t('What to know first')}`], plan.notes.map(bullet)] : []),
		[`## ${t('What could be lost')}`],
		plan.losses.length > 0 ? plan.losses.map(bullet) : [t('Nothing.')],
		[`## ${t('Steps')}`],
		...plan.steps.flatMap((step, index) => stepBlocks(step, index + 1, journal)),
	]);
}

function bullet(sentence: string): string {
	return `- ${literal(sentence)}`;
}

function stepBlocks(step: Step, number: number, journal: Journal | undefined): string[][] {
	const { doneWhen, precheck, postcheck, undo, canRepeat } = step;
	const standing = journal && standingInWords(journal, step);
	const facts = [
		...(doneWhen ? [t('Left out when: {0}', conditionInWords(doneWhen))] : []),
		...(precheck ? [t('Before: {0}', conditionInWords(precheck))] : []),
		...(postcheck ? [t('After: {0}', conditionInWords(postcheck))] : []),
		...(undo === undefined ? [] : [t('To take it back: {0}', undo)]),
		...(canRepeat ? [] : [t('It must not be done twice.')]),
	];
	return [
		[`### ${number}. ${literal(step.title)}${standing === undefined ? '' : ` (${standing})`}`],
		...(step.action.kind === 'manual' ? [step.action.instructions.map(bullet)] : []),
		...(step.command === '' ? [] : [fenced(step.command)]),
		facts.map(bullet),
	];
}

function standingInWords(journal: Journal, step: Step): string | undefined {
	return { open: undefined, begun: t('begun, end unknown'), done: t('done') }[standingOf(journal, step)];
}

/** A fence longer than any that the command holds. */
function fenced(command: string): string[] {
	const longest = Math.max(2, ...[...command.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	return [`${fence}sh`, ...command.split('\n'), fence];
}
