import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { crc32c } from '../../disk/crc32c.ts';
import { bytesOf, changeAt, liveKeys, type LiveKey } from '../../disk/live-keys.ts';
import type { Database } from '../../disk/database.ts';
import { finish, inBreaths } from './breaths.ts';
import { newestRevision } from './hash.ts';
import { prefixFilter, refuseCompacted } from './keys.ts';
import { bytesField, printable } from './printable.ts';
import type { Row, Subcommand } from './subcommand.ts';
import { Target } from './target.ts';

/** The keys that differ between two databases, at the newest revision that both have unless told. */
export const diff: Subcommand = {
	layout: 'table',
	columns: () => ({
		shownKey: t('key'),
		difference: t('difference'),
		revisionA: t('revision in the first'),
		revisionB: t('revision in the second'),
	}),
	async *rows(target, { argument, revision, prefix }, signal) {
		if (argument === undefined) {
			throw new ExpectedError(t('Say what to compare with: inspect PATH diff OTHER.'));
		}
		const other = new Target(argument);
		try {
			const [a, b] = [target.database(), other.database()];
			const at = revision ?? Math.min(newestRevision(a), newestRevision(b));
			[a, b].forEach(database => refuseCompacted(database, at));
			const accept = prefixFilter(prefix);
			const keysOfA = await finish(liveKeys(a, at, accept), signal);
			const keysOfB = await finish(liveKeys(b, at, accept), signal);
			const names = [...new Set([...keysOfA.keys(), ...keysOfB.keys()])].sort();
			for await (const name of inBreaths(names, signal)) {
				const [inA, inB] = [keysOfA.get(name), keysOfB.get(name)];
				const difference = differenceOf(a, inA, b, inB);
				if (difference !== undefined) {
					yield rowOf(bytesOf(name), difference, inA, inB);
				}
			}
			target.take(a.damages, target.databasePath);
			target.take(b.damages, other.databasePath);
			target.isMixed = a.hasChanged() || b.hasChanged();
		} finally {
			other.close();
		}
	},
};

type Difference = 'only in the first' | 'only in the second' | 'revision' | 'value';

function differenceOf(
	a: Database,
	inA: LiveKey | undefined,
	b: Database,
	inB: LiveKey | undefined,
): Difference | undefined {
	if (!inA || !inB) {
		return inA ? 'only in the first' : 'only in the second';
	}
	if (inA.revision.main !== inB.revision.main || inA.version !== inB.version || inA.lease !== inB.lease) {
		return 'revision';
	}
	return valueSum(a, inA) === valueSum(b, inB) ? undefined : 'value';
}

function valueSum(database: Database, { revision }: LiveKey): number | undefined {
	const pair = changeAt(database, revision);
	return pair && crc32c(pair.value);
}

function rowOf(key: Uint8Array, difference: Difference, a: LiveKey | undefined, b: LiveKey | undefined): Row {
	return {
		...bytesField('key', key),
		shownKey: printable(key),
		difference,
		revisionA: a?.revision.main,
		revisionB: b?.revision.main,
	};
}
