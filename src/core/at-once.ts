/** Does work that is made in steps without a pause, and gives what it comes to. */
export function atOnce<T>(work: Generator<unknown, T>): T {
	for (;;) {
		const step = work.next();
		if (step.done) {
			return step.value;
		}
	}
}
