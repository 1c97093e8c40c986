import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import { buckets } from './inspect/buckets.ts';
import { check } from './inspect/check.ts';
import { diff } from './inspect/diff.ts';
import { hash } from './inspect/hash.ts';
import { indexes } from './inspect/indexes.ts';
import { get, keys } from './inspect/keys.ts';
import { pages } from './inspect/pages.ts';
import { stats } from './inspect/stats.ts';
import type { InspectOptions, Row, Subcommand } from './inspect/subcommand.ts';
import { summary } from './inspect/summary.ts';
import { Target, type FileDamage } from './inspect/target.ts';
import { wal } from './inspect/wal.ts';

export type { InspectOptions } from './inspect/subcommand.ts';

/** What `inspect` can show beside its summary, by the name that the user types. */
const subcommands: Readonly<Record<string, Subcommand>> = {
	summary,
	buckets,
	keys,
	get,
	hash,
	check,
	pages,
	indexes,
	wal,
	stats,
	diff,
};

/** What is shown of etcd's files, row by row as it is read. */
export interface Inspection {
	readonly layout: Subcommand['layout'];
	readonly columns: Readonly<Record<string, string>>;
	readonly rows: AsyncIterable<Row>;
	/** What was found wrong in the files; whole when the rows are at their end. */
	damages(): { readonly count: number; readonly kept: readonly FileDamage[] };
	/** Whether etcd wrote while it was read, so that the rows may be of two times. */
	isMixed(): boolean;
	/** For those who wait. */
	bytesRead(): number;
	close(): void;
}

/** Whether a word asks for something to be shown, rather than naming another path. */
export function isSubcommand(word: string): boolean {
	return Object.hasOwn(subcommands, word);
}

/** Reads etcd's own files. Nothing is locked and not a byte is written. */
export function inspect(
	path: string,
	what: string,
	options: InspectOptions & { readonly walDir?: string },
	signal: AbortSignal,
): Inspection {
	const subcommand = isSubcommand(what) ? subcommands[what] : undefined;
	if (!subcommand) {
		const known = Object.keys(subcommands).join(', ');
		throw new ExpectedError(t('There is nothing called "{0}" to show; there are {1}.', what, known));
	}
	const target = new Target(path, options.walDir);
	return {
		layout: subcommand.layout,
		columns: subcommand.columns(),
		rows: subcommand.rows(target, options, signal),
		damages: () => ({ count: target.damageCount, kept: target.damages }),
		isMixed: () => target.isMixed,
		bytesRead: () => target.bytesRead,
		close: () => target.close(),
	};
}
