import { t } from '../../core/words.ts';
import { leavesOf, Visited, type Bucket } from '../../disk/bbolt-bucket.ts';
import { keysIn, type Database } from '../../disk/database.ts';
import { leafStart, leafValueEnd } from '../../disk/bbolt-page.ts';
import { finish } from '../../adapters/breaths.ts';
import type { Row, Subcommand } from './subcommand.ts';

/** The buckets of the database, with what they hold. */
export const buckets: Subcommand = {
	layout: 'table',
	columns: () => ({ name: t('bucket'), keys: t('keys'), bytes: t('bytes'), pages: t('pages'), depth: t('depth') }),
	async *rows(target, _options, signal) {
		yield* await target.readDatabase(database => finish(rowsOf(database), signal));
	},
};

function* rowsOf(database: Database): Generator<undefined, Row[]> {
	const rows: Row[] = [];
	for (const bucket of database.buckets()) {
		rows.push(yield* rowOf(database, bucket));
	}
	return rows;
}

function* rowOf({ pages }: Database, bucket: Bucket & { readonly text: string }): Generator<undefined, Row> {
	const row = { name: bucket.text, keys: 0, bytes: 0, pages: 0, depth: 0 };
	const visited = new Visited();
	const onPage = ({ overflow }: { readonly overflow: number }, depth: number) => {
		row.pages += bucket.inline ? 0 : overflow + 1;
		row.depth = Math.max(row.depth, depth);
	};
	for (const page of leavesOf(pages, bucket, { visited, onPage })) {
		row.keys += keysIn(page);
		for (let index = 0; index < page.count; index++) {
			row.bytes += leafValueEnd(page, index) - leafStart(page, index);
		}
		yield;
	}
	return row;
}
