/** A generator of numbers that gives the same ones for the same seed (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0 up to but not including `end`. */
	below(end: number): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
	}

	of<T>(choices: readonly T[]): T {
		const choice = choices[this.below(choices.length)];
		if (choice === undefined) {
			throw new Error('There is nothing to choose from.');
		}
		return choice;
	}
}
