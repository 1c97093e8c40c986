import type { Ask, Line } from './database-screen.ts';

/** What the editor of a write-ahead log asks, and what it is answered. */
export interface WalAsks {
	/** Begins to list anew; the log is read to its end for what is wrong with it. */
	readonly open: Ask<WalFilter, WalOpened>;
	/** The rows that follow. */
	readonly more: Ask<undefined, WalPage>;
	readonly openDefault: Ask<undefined, undefined>;
}

export interface WalFilter {
	/** All files of the folder, not only the one that was opened. */
	readonly isWhole: boolean;
	/** Every record, not only entries. */
	readonly isRaw: boolean;
	/** Entries from this index on. */
	readonly from?: number;
	/** Entries that touch keys that begin so. */
	readonly key?: string;
}

export interface WalPage {
	/** A cell for each heading. */
	readonly rows: readonly (readonly string[])[];
	readonly hasMore: boolean;
}

export interface WalOpened extends WalPage {
	readonly name: string;
	readonly path: string;
	readonly lines: readonly Line[];
	readonly headings: readonly string[];
	readonly damages: readonly string[];
}
