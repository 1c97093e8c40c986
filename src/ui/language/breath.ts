/** Long enough to get on, too short for anybody who types to see. */
const holdMs = 8;

/** To be awaited between two pieces of work. Throws once nobody waits for it any more. */
export type Breath = () => Promise<void>;

/** Gives others their turn whenever some milliseconds have gone by. */
export function breathing(signal: AbortSignal): Breath {
	let since = performance.now();
	return async () => {
		if (performance.now() - since > holdMs) {
			await new Promise<void>(resolve => setTimeout(resolve));
			since = performance.now();
		}
		signal.throwIfAborted();
	};
}
