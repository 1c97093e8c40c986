import type { Line } from '../../core/database-screen.ts';
import { t } from '../../core/words.ts';
import { inspect } from '../inspect.ts';
import { cellText } from '../inspect-text.ts';

/** Where a member stands by its database and its log, as far as they are there; reads the whole log. */
export async function indexesIn(path: string, signal: AbortSignal): Promise<Line[]> {
	const { columns, rows, close } = inspect(path, 'indexes', {}, signal);
	try {
		for await (const row of rows) {
			return Object.entries(columns).flatMap(([field, title]) => {
				const text = cellText(row[field], t('no'));
				return text === '-' ? [] : [{ title, text }];
			});
		}
		return [];
	} finally {
		close();
	}
}
