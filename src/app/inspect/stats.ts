import { t } from '../../core/words.ts';
import { keyStatistics, type KeyStatistics, type KeyTally, type Tally } from '../../disk/key-statistics.ts';
import { bytesOf } from '../../disk/live-keys.ts';
import { finish } from './breaths.ts';
import { printable } from './printable.ts';
import type { Row, Subcommand } from './subcommand.ts';

const topUnlessTold = 10;

/** What takes the space in the database: by resource, by namespace, and the keys that take most. */
export const stats: Subcommand = {
	layout: 'table',
	columns: () => ({
		by: t('by'),
		name: t('name'),
		keys: t('keys'),
		revisions: t('revisions'),
		bytes: t('bytes'),
		liveBytes: t('live bytes'),
	}),
	async *rows(target, { limit = topUnlessTold }, signal) {
		const statistics = await target.readDatabase(database => finish(keyStatistics(database), signal));
		yield { by: 'total', name: '', ...statistics.total };
		yield* tallyRows('resource', statistics.groups);
		yield* tallyRows('namespace', statistics.namespaces);
		yield* topRows('largest', statistics, limit, tally => tally.liveBytes);
		yield* topRows('most revisions', statistics, limit, tally => tally.revisions);
	},
};

function* tallyRows(by: string, tallies: ReadonlyMap<string, Tally>): Generator<Row> {
	const inOrder = [...tallies].sort(([, a], [, b]) => b.bytes - a.bytes);
	for (const [name, tally] of inOrder) {
		yield { by, name: printable(bytesOf(name)), ...tally };
	}
}

/** The few largest are kept while all are looked at: to sort a million takes long. */
function* topRows(
	by: string,
	{ keys }: KeyStatistics,
	limit: number,
	sizeOf: (tally: KeyTally) => number,
): Generator<Row> {
	const top: [name: string, tally: KeyTally][] = [];
	for (const entry of keys) {
		const [, last] = top.at(-1) ?? [];
		if (top.length < limit || (last && sizeOf(entry[1]) > sizeOf(last))) {
			top.push(entry);
			top.sort(([, a], [, b]) => sizeOf(b) - sizeOf(a));
			top.length = Math.min(top.length, limit);
		}
	}
	for (const [name, tally] of top) {
		yield { by, name: printable(bytesOf(name)), keys: tally.liveBytes > 0 ? 1 : 0, ...tally };
	}
}
