import { CommitWindow } from './commit-window.ts';
import type { HardState, SnapshotMark, WalMetadata } from './raft-entry.ts';
import type { WalItem } from './wal-log.ts';

/** Entries of the log that a new leader replaced: they never were in force. */
interface Replaced {
	readonly from: number;
	readonly to: number;
	/** The entries before this one, counted as they are written, are meant. */
	readonly before: number;
}

/** What a WAL comes to when it is read from its beginning. */
export class WalSummary {
	metadata: WalMetadata | undefined;
	state: HardState | undefined;
	snapshot: SnapshotMark | undefined;
	firstIndex: number | undefined;
	lastIndex: number | undefined;
	lastTerm: number | undefined;
	/** Entries as they are written, replaced ones included. */
	written = 0;
	/** Entry after which the next is missing; the first such. */
	gapAfter: number | undefined;
	/** The last entry that changed the membership. */
	lastChangeIndex: number | undefined;
	readonly window = new CommitWindow();
	/** Where the last record begins whose checksum is right. */
	lastIntact: { readonly file: string; readonly offset: number } | undefined;
	readonly #replaced: Replaced[] = [];

	add(item: WalItem): void {
		if (item.isIntact) {
			this.lastIntact = { file: item.file, offset: item.offset };
		}
		switch (item.type) {
			case 'metadata':
				this.metadata = item.metadata;
				break;
			case 'state':
				this.state = item.state;
				this.window.commit(item.state.commit);
				break;
			case 'snapshot':
				this.snapshot = item.snapshot;
				break;
			case 'entry':
				this.#addEntry(item.entry.index, item.entry.term);
				this.window.add(item.entry);
				this.lastChangeIndex = item.entry.type.startsWith('conf-') ? item.entry.index : this.lastChangeIndex;
				break;
			default:
		}
	}

	#addEntry(index: number, term: number): void {
		if (this.lastIndex !== undefined && index <= this.lastIndex) {
			this.#replaced.push({ from: index, to: this.lastIndex, before: this.written });
		}
		// A member that received a snapshot goes on behind it.
		const expected = Math.max((this.lastIndex ?? index - 1) + 1, (this.snapshot?.index ?? 0) + 1);
		if (this.lastIndex !== undefined && index > expected) {
			this.gapAfter ??= this.lastIndex;
		}
		this.firstIndex ??= index;
		this.lastIndex = index;
		this.lastTerm = term;
		this.written++;
	}

	/** Whether the entry that was written as the `position`th, from 0, was replaced later. */
	isReplaced(position: number, index: number): boolean {
		return this.#replaced.some(({ from, to, before }) => position < before && index >= from && index <= to);
	}
}
