import type { Plan, Step } from './plan.ts';

/** One line of a journal. The first is the plan itself; a step has a line before it begins and one after it. */
export type JournalEntry =
	| { readonly kind: 'plan'; readonly at: number; readonly plan: Plan }
	/** The user said yes: again after each interruption. */
	| { readonly kind: 'approved'; readonly at: number }
	| { readonly kind: 'before'; readonly at: number; readonly step: string }
	| {
			readonly kind: 'after';
			readonly at: number;
			readonly step: string;
			readonly outcome: StepOutcome;
			readonly told?: string;
	  }
	| { readonly kind: 'end'; readonly at: number; readonly outcome: PlanOutcome };

/** `was-done`: there was nothing to do any more. */
export type StepOutcome = 'done' | 'was-done' | 'failed' | 'cancelled';
export type PlanOutcome = 'completed' | 'cancelled' | 'failed';

export interface Journal {
	readonly plan: Plan;
	readonly entries: readonly JournalEntry[];
}

/** How far a step is: `begun` where it is not known whether its action was done. */
export type Standing = 'open' | 'begun' | 'done';

/** The steps of a plan, and how far each came. */
export function standingOf({ entries }: Pick<Journal, 'entries'>, { id }: Step): Standing {
	const own = entries.filter(entry => 'step' in entry && entry.step === id);
	const isDone = own.some(
		entry => entry.kind === 'after' && (entry.outcome === 'done' || entry.outcome === 'was-done'),
	);
	return isDone ? 'done' : own.some(entry => entry.kind === 'before') ? 'begun' : 'open';
}

export function isFinished({ plan, entries }: Journal): boolean {
	return plan.steps.every(step => standingOf({ entries }, step) === 'done');
}

/**
 * Reads what was written line by line. A last line that was cut short was not yet on the disk when the power went: what it
 * would have told did not happen as far as anybody knows. `undefined` where there is no plan.
 */
export function parseJournal(text: string): Journal | undefined {
	const lines = text.split('\n').filter(line => line !== '');
	const entries = lines.flatMap((line, index) => parseEntry(line, index === lines.length - 1));
	const [first] = entries;
	return first?.kind === 'plan' ? { plan: first.plan, entries } : undefined;
}

function parseEntry(line: string, isLast: boolean): JournalEntry[] {
	try {
		// Written by `lineOf` and by nobody else: the file is the user's own.
		return [JSON.parse(line) as JournalEntry];
	} catch (error) {
		if (isLast && error instanceof SyntaxError) {
			return [];
		}
		throw error;
	}
}

export function lineOf(entry: JournalEntry): string {
	return `${JSON.stringify(entry)}\n`;
}
