import { ExpectedError, messageOf } from '../core/errors.ts';
import { t } from '../core/words.ts';
import { conditionInWords } from '../operations/condition-in-words.ts';
import type { Executor, Executors, Seen, StepRun } from '../operations/executor.ts';
import type { Standing, StepOutcome } from '../operations/journal.ts';
import type { Condition, Step } from '../operations/plan.ts';
import type { DoorHost } from './execute-plan.ts';

export interface StepEnd {
	readonly outcome: StepOutcome;
	readonly told?: string;
}

/** Between two looks whether a postcheck holds. */
const pollMs = 500;
/** What a look that must hold at once may take. */
const lookMs = 15_000;

/**
 * One step: nothing where there is nothing to do any more, else look, do, and wait until it shows. A step that was begun
 * before, and whose end nobody wrote down, is done again only where that does no harm.
 */
export async function executeStep(
	step: Step,
	standing: Standing,
	executors: Executors,
	host: Pick<DoorHost, 'signal' | 'byHand'>,
	tell: (message: string) => void,
): Promise<StepEnd> {
	const asker = { executors, cancelled: host.signal, tell };
	try {
		const wasDone = step.doneWhen && (await look(step.doneWhen, asker));
		if (!wasDone?.holds) {
			refuseRepetition(step, standing);
			await demand(step.precheck, asker);
		}
		const told = wasDone?.holds ? wasDone.told : await act(step, asker, host);
		await waitFor(step, asker);
		return { outcome: wasDone?.holds ? 'was-done' : 'done', ...(told !== undefined && { told }) };
	} catch (error) {
		if (error instanceof ExpectedError) {
			return { outcome: error instanceof Stopped ? 'cancelled' : 'failed', told: error.message };
		}
		throw error;
	}
}

class Stopped extends ExpectedError {}

interface Asker {
	readonly executors: Executors;
	readonly cancelled: AbortSignal;
	tell(message: string): void;
}

function refuseRepetition({ canRepeat, doneWhen }: Step, standing: Standing): void {
	// What can be asked was asked: it was not done.
	if (standing === 'begun' && !canRepeat && !doneWhen) {
		throw new ExpectedError(
			t(
				'This step was begun before, nobody knows whether it was done, and it must not be done twice: look, and go on by hand.',
			),
		);
	}
}

async function demand(precheck: Condition | undefined, asker: Asker): Promise<void> {
	const seen = precheck && (await look(precheck, asker));
	if (seen && !seen.holds) {
		throw new ExpectedError(
			t('Not done, because before it this must hold: {0} {1}', seen.told, whatIsDemanded(precheck)),
		);
	}
}

function whatIsDemanded(condition: Condition): string {
	return `(${conditionInWords(condition)})`;
}

async function act(step: Step, asker: Asker, host: Pick<DoorHost, 'byHand'>): Promise<string | undefined> {
	const { action, timeoutMs } = step;
	if (action.kind === 'manual') {
		if (!(await host.byHand(step, action.instructions))) {
			throw new Stopped(t('Not done by hand yet.'));
		}
		return undefined;
	}
	return inTime(timeoutMs, asker, run => executorOf(asker.executors, action.kind).act(action, run));
}

/** Asks until it holds. What cannot be asked does not hold yet: a member that restarts is silent for a while. */
async function waitFor({ postcheck, timeoutMs }: Step, asker: Asker): Promise<void> {
	if (!postcheck) {
		return;
	}
	const until = performance.now() + timeoutMs;
	for (;;) {
		const seen = await look(postcheck, asker).catch(silenceOf);
		if (seen.holds) {
			return;
		}
		if (asker.cancelled.aborted) {
			throw new Stopped(t('Stopped while waiting: {0}', seen.told));
		}
		if (performance.now() >= until) {
			throw new ExpectedError(t('It was done, but within {0} s this did not show: {1}', timeoutMs / 1000, seen.told));
		}
		asker.tell(seen.told);
		await new Promise(resolve => setTimeout(resolve, pollMs));
	}
}

function silenceOf(error: unknown): Seen {
	if (error instanceof ExpectedError) {
		return { holds: false, told: messageOf(error) };
	}
	throw error;
}

async function look(condition: Condition, asker: Asker): Promise<Seen> {
	if (condition.kind === 'all') {
		return lookAtAll(condition.conditions, asker);
	}
	return inTime(lookMs, asker, run => executorOf(asker.executors, condition.kind).ask(condition, run));
}

async function lookAtAll(conditions: readonly Condition[], asker: Asker): Promise<Seen> {
	const told: string[] = [];
	for (const condition of conditions) {
		const seen = await look(condition, asker);
		if (!seen.holds) {
			return seen;
		}
		told.push(seen.told);
	}
	return { holds: true, told: told.join(' ') };
}

/** An executor that does not keep its deadline is not waited for. */
async function inTime<T>(ms: number, { cancelled, tell }: Asker, work: (run: StepRun) => Promise<T>): Promise<T> {
	// A timer of Node's takes whole milliseconds, and of those no more than 31 bits.
	const deadline = AbortSignal.timeout(Math.min(Math.ceil(ms), 2 ** 31 - 1));
	const late = new Promise<never>((_, reject) => {
		const giveUp = () => reject(new ExpectedError(t('No answer within {0} s.', ms / 1000)));
		deadline.addEventListener('abort', giveUp, { once: true });
	});
	return Promise.race([work({ deadline, timeoutMs: ms, cancelled, tell }), late]);
}

/** The kinds are told apart where plans are made: an action or a condition is of the kind it says. */
type AnyExecutor = Executor<unknown, unknown>;

function executorOf(executors: Executors, kind: keyof Executors): AnyExecutor {
	const executor = executors[kind];
	if (!executor) {
		throw new ExpectedError(t('Steps of the kind {0} cannot be executed here; do this one by hand.', kind));
	}
	// Of this very kind, as `Executors` has it.
	return executor as AnyExecutor;
}
