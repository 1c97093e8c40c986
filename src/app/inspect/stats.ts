import { t } from '../../core/words.ts';
import { keyStatistics, type KeyStatistics, type KeyTally, type Tally } from '../../disk/key-statistics.ts';
import { bytesOf } from '../../disk/live-keys.ts';
import { finish } from '../../adapters/breaths.ts';
import { printable } from './printable.ts';
import type { Row, Subcommand } from './subcommand.ts';
import { topKeys } from './top-keys.ts';

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
		const statistics = await target.readDatabase(database => finish(keyStatistics(database), signal), { follow: true });
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

function* topRows(
	by: string,
	statistics: KeyStatistics,
	limit: number,
	sizeOf: (tally: KeyTally) => number,
): Generator<Row> {
	for (const [name, tally] of topKeys(statistics, limit, sizeOf)) {
		yield { by, name: printable(bytesOf(name)), keys: tally.liveBytes > 0 ? 1 : 0, ...tally };
	}
}
