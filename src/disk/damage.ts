/** Something in a file that is not as it must be, and where. */
export interface Damage {
	/** Byte in the file. */
	readonly offset: number;
	/** Page of a bbolt file. */
	readonly page?: number;
	/** A sentence. */
	readonly message: string;
	/**
	 * Of the last record of a WAL: `torn` as a crash leaves what was being written, with sectors that never were; `cut` where it
	 * claims more than there is, which no crash leaves in a file that was made in advance. etcd cuts both off without a word.
	 */
	readonly end?: 'torn' | 'cut';
}

/** What a file of nothing but damage may put into memory. */
const mostKept = 1000;

/** Everything that was found wrong while reading on; once each, however often one comes by. */
export class DamageLog {
	readonly #kept: Damage[] = [];
	readonly #known = new Set<string>();
	/** All of it; the first thousand are kept. */
	count = 0;

	add(damage: Damage): void {
		const name = `${damage.offset} ${damage.message}`;
		if (this.#known.has(name)) {
			return;
		}
		this.count++;
		if (this.#kept.length < mostKept) {
			this.#kept.push(damage);
			this.#known.add(name);
		}
	}

	get kept(): readonly Damage[] {
		return this.#kept;
	}
}
