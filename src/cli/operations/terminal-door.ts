import { createInterface } from 'node:readline/promises';
import type { Approval, ApprovalRequest, DoorHost } from '../../app/execute-plan.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { StepOutcome } from '../../operations/journal.ts';
import { clusterLabel, isCluster, type Plan, type Step } from '../../operations/plan.ts';
import type { OperationFlags } from './flags.ts';

/** The door in a terminal. Ctrl-C stops after the step under way; once more ends at once, and the plan can be resumed. */
export function terminalDoor(
	flags: Pick<OperationFlags, 'yes' | 'cluster' | 'byHandDone'>,
): DoorHost & { done(): void } {
	const abort = new AbortController();
	let isDoneByHand = flags.byHandDone ?? false;
	const stop = () => {
		tell(t('Stopping after this step; press Ctrl-C again to end at once.'));
		abort.abort();
	};
	process.once('SIGINT', stop);
	return {
		signal: abort.signal,
		show: text => {
			if (!flags.yes) {
				process.stdout.write(`${text}\n`);
			}
		},
		approve: request => approve(request, flags, abort.signal),
		progress: (number, all, step, message) => showProgress(number, all, step, message),
		ended: (number, all, step, outcome, told) =>
			tell(`${number}/${all} ${step.title}: ${outcomeInWords(outcome)}${told === undefined ? '' : `. ${told}`}`),
		byHand: async (step, instructions) => {
			const isDone = isDoneByHand || (await byHand(step, instructions, abort.signal));
			isDoneByHand = false;
			return isDone;
		},
		done: () => process.removeListener('SIGINT', stop),
	};
}

function tell(line: string): void {
	process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[K' : ''}${line}\n`);
}

/** On a terminal one line that changes; elsewhere the beginning of each step. */
function showProgress(number: number, all: number, { title }: Step, message: string | undefined): void {
	const line = `${number}/${all} ${title}${message === undefined ? '' : `: ${message}`}`;
	if (process.stderr.isTTY) {
		process.stderr.write(`\r\u001b[K${line}`);
	} else if (message === undefined) {
		process.stderr.write(`${line}\n`);
	}
}

export function outcomeInWords(outcome: StepOutcome): string {
	return {
		done: t('done'),
		'was-done': t('nothing to do any more'),
		failed: t('failed'),
		cancelled: t('stopped'),
	}[outcome];
}

/** A name that does not fit ends everything before anything begins, whoever was going to be asked. */
async function approve(
	{ plan, question, wanted }: ApprovalRequest,
	{ yes, cluster }: Pick<OperationFlags, 'yes' | 'cluster'>,
	signal: AbortSignal,
): Promise<Approval> {
	demandCluster(plan, cluster);
	if (yes) {
		if (cluster === undefined) {
			throw new ExpectedError(t('--yes needs --cluster {0}: the cluster must be named.', clusterLabel(plan.cluster)));
		}
		return { approved: true, ...(wanted !== undefined && { typed: wanted }) };
	}
	const answer = await ask(wanted === undefined ? `${question} [y/N] ` : `${question} `, signal);
	return wanted === undefined ? { approved: /^(y|yes|是)$/i.test(answer) } : { approved: answer !== '', typed: answer };
}

export function demandCluster({ cluster }: Pick<Plan, 'cluster'>, named: string | undefined): void {
	if (named !== undefined && !isCluster(cluster, named)) {
		throw new ExpectedError(
			t('This is the cluster {0}, not {1}: nothing was done.', clusterLabel(cluster), named === '' ? '""' : named),
		);
	}
}

async function byHand(
	{ title, command }: Step,
	instructions: readonly string[],
	signal: AbortSignal,
): Promise<boolean> {
	tell(title);
	[...instructions, ...(command === '' ? [] : [command])].forEach(line => tell(`  ${line}`));
	if (!process.stdin.isTTY) {
		tell(t('This is done by hand; go on afterwards with --by-hand-done.'));
		return false;
	}
	return /^(y|yes|是)$/i.test(await ask(`${t('Done?')} [y/N] `, signal));
}

async function ask(question: string, signal: AbortSignal): Promise<string> {
	if (!process.stdin.isTTY) {
		throw new ExpectedError(t('Nobody can be asked here: give --yes and --cluster NAME.'));
	}
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		return (await terminal.question(question, { signal })).trim();
	} finally {
		terminal.close();
	}
}
