import { t } from '../../core/words.ts';
import { checkStructure } from '../../disk/bbolt-check.ts';
import { finish } from '../../adapters/breaths.ts';
import { trailerOf } from './hash.ts';
import type { Subcommand } from './subcommand.ts';

/** Whether the database holds together. What is wrong is told as every damage is. */
export const check: Subcommand = {
	layout: 'card',
	columns: () => ({
		pages: t('pages'),
		reachable: t('pages in use'),
		free: t('free pages'),
		isFreelistSynced: t('free pages written down'),
		keys: t('entries'),
		trailer: t('SHA-256 at the end'),
		problems: t('problems'),
	}),
	async *rows(target, _options, signal) {
		const structure = await target.readDatabase(database => finish(checkStructure(database.pages), signal));
		const trailer = await trailerOf(target, signal);
		yield { ...structure, trailer, problems: target.damageCount };
	},
};
