/** Something in a file that is not as it must be, and where. */
export interface Damage {
	/** Byte in the file. */
	readonly offset: number;
	/** Page of a bbolt file. */
	readonly page?: number;
	/** A sentence. */
	readonly message: string;
}

/** What a file of nothing but damage may put into memory. */
const mostKept = 1000;

/** Everything that was found wrong while reading on. */
export class DamageLog {
	readonly #kept: Damage[] = [];
	/** All of it; the first thousand are kept. */
	count = 0;

	add(damage: Damage): void {
		this.count++;
		if (this.#kept.length < mostKept) {
			this.#kept.push(damage);
		}
	}

	get kept(): readonly Damage[] {
		return this.#kept;
	}
}
