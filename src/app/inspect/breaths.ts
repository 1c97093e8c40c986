import { setImmediate } from 'node:timers/promises';

/** What reading may take before others get their turn: Ctrl-C, a window. */
export const breathMs = 50;
/** Asking the clock costs more than a step. */
export const stepsPerLook = 64;

/** Runs a generator of disk to its end and gives what it returns. */
export async function finish<T>(work: Generator<unknown, T>, signal: AbortSignal): Promise<T> {
	for (let steps = 1, since = performance.now(); ; steps++) {
		const step = work.next();
		if (step.done) {
			return step.value;
		}
		if (steps % stepsPerLook === 0 && performance.now() - since > breathMs) {
			await breathe(signal);
			since = performance.now();
		}
	}
}

/** The items of a generator of disk, with breaths between them. */
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

/** Others' turn. */
export async function breathe(signal?: AbortSignal): Promise<void> {
	await setImmediate();
	signal?.throwIfAborted();
}
