import { t } from '../../core/words.ts';
import { pageMap } from '../../disk/bbolt-page-map.ts';
import { finish, inBreaths } from '../../adapters/breaths.ts';
import type { Subcommand } from './subcommand.ts';

/** Every page of the database in the order of the file. */
export const pages: Subcommand = {
	layout: 'table',
	columns: () => ({ id: t('page'), kind: t('kind'), count: t('elements'), overflow: t('overflow') }),
	async *rows(target, _options, signal) {
		const map = await target.readDatabase(database => finish(pageMap(database.pages), signal));
		for await (const row of inBreaths(map.rows(), signal)) {
			yield { ...row };
		}
	},
};
