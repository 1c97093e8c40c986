import type { FactName, Facts } from './facts.ts';
import type { Outcome, Severity } from './finding.ts';

/** A number that a user may set. */
export interface Param {
	readonly default: number;
	readonly unit: 'percent' | 'milliseconds' | 'seconds' | 'minutes' | 'days' | 'bytes' | 'entries' | 'count' | 'ratio';
	/** What it bounds, in one sentence. */
	readonly description: string;
	/** Where the default comes from. */
	readonly source: string;
}

/** One thing that can be wrong with a cluster, and how to see it. */
export interface Check<Need extends FactName = FactName, P extends string = string> {
	/** The path of the file below `src/checks`. Also the diagnostic code, the settings key and the anchor in the docs. */
	readonly id: string;
	/** What is wrong, in one sentence. */
	readonly title: string;
	/** What the user should do about it, in one sentence. */
	readonly remedy: string;
	readonly severity: Severity;
	/** The facts `run` reads. It is not called, and the verdict is `unknown`, while one is missing. */
	readonly needs: readonly Need[];
	readonly params: Readonly<Record<P, Param>>;
	/**
	 * Yields what is wrong, and what it could not see; nothing when all is well. Pure: no I/O, no clock, no throwing.
	 * Any problem makes the verdict failed; else anything unknown makes it unknown; else anything not applicable decides.
	 * Where it looks at very many objects it yields `pause` between them: others may then have their turn.
	 */
	run(facts: Pick<Facts, Need>, params: Readonly<Record<P, number>>): Iterable<Outcome | typeof pause>;
}

/** Says nothing. */
export const pause = undefined;

/** Lets the compiler infer what a check needs, and forget it again: a list of checks is a `readonly Check[]`. */
export function check<const Need extends FactName, P extends string = never>(value: Check<Need, P>): Check {
	// Sound because `diagnose` calls `run` only with every fact of `needs` and every one of `params`.
	return value as unknown as Check;
}

/** Severities and parameters as the user set them. */
export interface CheckSettings {
	/** By check id; `off` takes the check out of the run. */
	readonly severity: Readonly<Record<string, Severity | 'off'>>;
	/** By `id.param`. */
	readonly params: Readonly<Record<string, number>>;
}

export const defaultSettings: CheckSettings = { severity: {}, params: {} };

export function paramsOf(check: Check, settings: CheckSettings): Record<string, number> {
	return Object.fromEntries(
		Object.entries(check.params).map(([name, param]) => [
			name,
			settings.params[`${check.id}.${name}`] ?? param.default,
		]),
	);
}

export function isEnabled(check: Check, settings: CheckSettings): boolean {
	return settings.severity[check.id] !== 'off';
}
