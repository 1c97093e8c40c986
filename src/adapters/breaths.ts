import { setImmediate } from 'node:timers/promises';

/** What reading may take before others get their turn: Ctrl-C, a window, which must not stand still for longer than 50 ms. */
export const breathMs = 20;
/** Asking the clock costs more than a step. */
export const stepsPerLook = 64;

/** Runs a generator to its end and gives what it returns. Where steps are long, each is followed by a look at the clock. */
export async function finish<T>(work: Generator<unknown, T>, signal?: AbortSignal, perLook = stepsPerLook): Promise<T> {
	for (let steps = 1, since = performance.now(); ; steps++) {
		const step = work.next();
		if (step.done) {
			return step.value;
		}
		if (steps % perLook === 0 && performance.now() - since > breathMs) {
			await breathe(signal);
			since = performance.now();
		}
	}
}

/** The items of a generator, with breaths between them. */
export async function* inBreaths<T>(items: Iterable<T>, signal: AbortSignal): AsyncGenerator<T> {
	let since = performance.now();
	let steps = 0;
	for (const item of items) {
		yield item;
		if (++steps % stepsPerLook === 0 && performance.now() - since > breathMs) {
			await breathe(signal);
			since = performance.now();
		}
	}
}

let last: Promise<unknown> = Promise.resolve();

/** Answers that come together are worked on one after the other: each alone is short, and others have their turn between them. */
export function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
	const own = last.then(() => setImmediate()).then(work);
	// Whoever waits for it hears of its failure; the next in the row does not.
	last = own.catch(() => undefined);
	return own;
}

/** Others' turn. */
export async function breathe(signal?: AbortSignal): Promise<void> {
	await setImmediate();
	signal?.throwIfAborted();
}
