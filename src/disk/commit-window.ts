import type { RaftEntry } from './raft-entry.ts';

/** An entry, as much of it as is kept. */
export interface WindowEntry {
	readonly index: number;
	readonly term: number;
	/** Undefined when it cannot be decoded. */
	readonly kind: string | undefined;
	/** The first of those that it reads or changes. */
	readonly keys: readonly Uint8Array[];
}

/** More were never under way in a real cluster; a damaged log may claim any number. */
const mostEntries = 10_000;
const mostKeys = 16;
const mostKeyBytes = 1024;

/**
 * The end of the log as it is read from the beginning: entries that were not known to be committed when they were written.
 * What a new leader replaced is forgotten.
 */
export class CommitWindow {
	readonly #entries = new Map<number, WindowEntry>();
	#commit = 0;

	add(entry: RaftEntry): void {
		for (let index = entry.index; this.#entries.delete(index); index++) {
			continue;
		}
		if (entry.index > this.#commit && this.#entries.size < mostEntries) {
			this.#entries.set(entry.index, copyOf(entry));
		}
	}

	commit(index: number): void {
		this.#commit = Math.max(this.#commit, index);
		for (const known of this.#entries.keys()) {
			if (known > index) {
				break;
			}
			this.#entries.delete(known);
		}
	}

	/** In the order of the log. */
	behind(index: number): WindowEntry[] {
		return [...this.#entries.values()].filter(entry => entry.index > index).sort((a, b) => a.index - b.index);
	}
}

/** A view into the file would keep the whole block that it lies in. */
function copyOf({ index, term, request }: RaftEntry): WindowEntry {
	const keys = (request?.keys ?? []).slice(0, mostKeys).map(key => Uint8Array.from(key.subarray(0, mostKeyBytes)));
	return { index, term, kind: request?.kind, keys };
}
