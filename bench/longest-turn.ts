/**
 * The longest time that others waited for their turn while this runs, in milliseconds: by the clock, and of that what this
 * thread itself took. On a machine with other work the first tells of that work too.
 */
export class LongestTurn {
	clockMs = 0;
	ownMs = 0;
	#since = performance.now();
	#own = ownMs();
	#next: NodeJS.Immediate;

	constructor() {
		this.#next = setImmediate(() => this.#look());
	}

	#look(): void {
		const [now, own] = [performance.now(), ownMs()];
		this.clockMs = Math.max(this.clockMs, now - this.#since);
		this.ownMs = Math.max(this.ownMs, own - this.#own);
		[this.#since, this.#own] = [now, own];
		this.#next = setImmediate(() => this.#look());
	}

	/** Ends it, and says what it saw. */
	told(): string {
		clearImmediate(this.#next);
		return `longest turn ${this.ownMs.toFixed(0)} ms (${this.clockMs.toFixed(0)} ms by the clock)`;
	}
}

function ownMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}
