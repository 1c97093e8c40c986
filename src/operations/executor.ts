import type { Action, AllOf, Condition } from './plan.ts';

/** What was seen when a condition was asked. */
export interface Seen {
	readonly holds: boolean;
	/** A sentence: what is so, or what is in the way. */
	readonly told: string;
}

/** What the door lends an executor for one step. */
export interface StepRun {
	/** Aborted when the time of the step is over: then the call is given up. */
	readonly deadline: AbortSignal;
	/** The time of the step, for sentences. */
	readonly timeoutMs: number;
	/** Aborted when the user wants no more. Only what leaves nothing half done may end at once. */
	readonly cancelled: AbortSignal;
	/** Progress within the step. */
	tell(message: string): void;
}

/** Does actions of one kind and answers conditions of that kind. Throws `ExpectedError` where it could not. */
export interface Executor<A, C> {
	/** Gives a sentence for the journal, if there is something to tell. */
	act(action: A, run: StepRun): Promise<string | undefined>;
	ask(condition: C, run: StepRun): Promise<Seen>;
}

type Kind = Exclude<Condition, AllOf>['kind'];

/** One for each kind that this machine can execute; steps by hand need none. */
export type Executors = {
	readonly [K in Kind]?: Executor<Extract<Action, { kind: K }>, Extract<Condition, { kind: K }>>;
};
