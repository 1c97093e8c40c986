import type { Target } from './target.ts';

/** What the user asked beside the path; what a subcommand does not know it does not read. */
export interface InspectOptions {
	/** The key of `get`, the other path of `diff`. */
	readonly argument?: string;
	readonly bucket?: string;
	readonly prefix?: string;
	readonly revisions?: boolean;
	readonly decode?: boolean;
	readonly reveal?: boolean;
	readonly reverse?: boolean;
	readonly limit?: number;
	readonly revision?: number;
	readonly kv?: boolean;
	readonly server?: boolean;
	readonly from?: number;
	readonly to?: number;
	readonly types?: readonly string[];
	readonly key?: string;
	readonly raw?: boolean;
}

export type Cell = string | number | boolean | undefined | readonly string[] | Readonly<Record<string, unknown>>;

/** One result, ready for JSON; a field that is undefined is not known. */
export type Row = Readonly<Record<string, Cell>>;

export interface Subcommand {
	/** A card is one row, shown as lines; a table has any number. */
	readonly layout: 'card' | 'table';
	/** What a person reads at the head of each field that the text shows, in order. */
	columns(): Readonly<Record<string, string>>;
	rows(target: Target, options: InspectOptions, signal: AbortSignal): AsyncGenerator<Row>;
}
