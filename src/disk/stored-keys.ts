import { t } from '../core/words.ts';
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
}

/** Every stored change in the order of revisions, or the reverse. What cannot be decoded is reported and left out. */
export function* changesOf(
	database: Database,
	{ reverse = false, before }: ChangeOptions = {},
): Generator<StoredChange> {
	for (const { key, value } of database.entries('key', { reverse, ...(before && { below: revisionKey(before) }) })) {
		const revision = revisionOf(key);
		const pair = revision && decodeKeyValue(value);
		if (pair) {
			yield { ...pair, revision };
		} else {
			database.damages.add({ offset: 0, message: t('An entry of the bucket "key" cannot be decoded.') });
		}
	}
}
