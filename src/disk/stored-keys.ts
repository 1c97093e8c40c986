import { t } from '../core/words.ts';
import { leafStart, type PageHeader } from './bbolt-page.ts';
import type { Database } from './database.ts';
import { decodeKeyValue, type KeyValue } from './key-value.ts';
import { revisionKey, revisionOf, type Revision } from './mvcc-revision.ts';

/** One change of one key as it is stored. */
export interface StoredChange extends KeyValue {
	readonly revision: Revision;
}

export interface ChangeOptions {
	readonly reverse?: boolean;
	/** Only changes that were made before this one. */
	readonly before?: Revision;
	/** Called for each page that is read. */
	readonly onPage?: (page: PageHeader) => void;
}

/** Every stored change in the order of revisions, or the reverse. What cannot be decoded is reported and left out. */
export function* changesOf(
	database: Database,
	{ reverse = false, before, onPage }: ChangeOptions = {},
): Generator<StoredChange> {
	const entries = database.entries('key', {
		reverse,
		...(before && { below: revisionKey(before) }),
		...(onPage && { onPage }),
	});
	for (const { key, value, page, index } of entries) {
		const revision = revisionOf(key);
		const pair = revision && decodeKeyValue(value);
		if (pair) {
			yield { ...pair, revision };
		} else {
			const offset = page.offset + leafStart(page, index);
			database.pages.report(page.id, t('An entry of the bucket "key" cannot be decoded.'), offset);
		}
	}
}
