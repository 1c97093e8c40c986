import { t } from '../../core/words.ts';
import { pageMap } from '../../disk/bbolt-page-map.ts';
import { inBreaths } from './breaths.ts';
import type { Subcommand } from './subcommand.ts';

/** Every page of the database in the order of the file. */
export const pages: Subcommand = {
	layout: 'table',
	columns: () => ({ id: t('page'), kind: t('kind'), count: t('elements'), overflow: t('overflow') }),
	async *rows(target, _options, signal) {
		const database = target.database();
		for await (const row of inBreaths(pageMap(database.pages), signal)) {
			yield { ...row };
		}
		target.isMixed = database.hasChanged();
		target.take(database.damages, target.databasePath);
	},
};
