/** The user went one step back, or went away. */
export const back = Symbol('back');
export const away = Symbol('away');
export type Left = typeof back | typeof away;

/** One question of several: asks with what is known so far, and gives what is known then. */
export interface Step<T> {
	/** A step whose question does not arise is passed over. */
	applies(draft: T): boolean;
	ask(draft: T, place: Place): Promise<T | Left>;
}

export interface Place {
	readonly title: string;
	readonly step: number;
	readonly totalSteps: number;
}

/** Asks one step after another; the way back keeps what was answered. `undefined` when the user went away. */
export async function takeSteps<T>(title: string, steps: readonly Step<T>[], empty: T): Promise<T | undefined> {
	let draft = empty;
	const taken: Step<T>[] = [];
	for (;;) {
		const open = steps.filter(step => !taken.includes(step) && step.applies(draft));
		const next = open[0];
		if (!next) {
			return draft;
		}
		const place = { title, step: taken.length + 1, totalSteps: taken.length + open.length };
		const answer = await next.ask(draft, place);
		if (answer === away) {
			return undefined;
		}
		if (answer === back) {
			taken.pop();
		} else {
			taken.push(next);
			draft = answer;
		}
	}
}
