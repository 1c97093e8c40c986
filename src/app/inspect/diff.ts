import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { crc32c } from '../../disk/crc32c.ts';
import { bytesOf, liveKeys, type LiveKey } from '../../disk/live-keys.ts';
import type { KeyValue } from '../../disk/key-value.ts';
import { finish, inBreaths } from '../../adapters/breaths.ts';
import { newestRevision } from './hash.ts';
import { prefixFilter, refuseCompacted } from './keys.ts';
import { bytesField, printable } from './printable.ts';
import type { Row, Subcommand } from './subcommand.ts';
import { Target } from './target.ts';
import { Values } from './values.ts';

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
			const at = revision ?? Math.min(await newestOf(target), await newestOf(other));
			const keysOfA = await keysAt(target, at, prefix, signal);
			const keysOfB = await keysAt(other, at, prefix, signal);
			const [a, b] = [new Values(target), new Values(other)];
			const names = [...new Set([...keysOfA.keys(), ...keysOfB.keys()])].sort();
			for await (const name of inBreaths(names, signal)) {
				const [inA, inB] = [keysOfA.get(name), keysOfB.get(name)];
				const difference = differenceOf(a, inA, b, inB);
				if (difference !== undefined) {
					yield rowOf(bytesOf(name), difference, inA, inB);
				}
			}
			a.end();
			b.end();
			target.takeAll(other);
		} finally {
			other.close();
		}
	},
};

type Difference = 'only in the first' | 'only in the second' | 'revision' | 'value';

function newestOf(target: Target): Promise<number> {
	return target.readDatabase(async database => newestRevision(database), { follow: true });
}

function keysAt(target: Target, revision: number, prefix: string | undefined, signal: AbortSignal) {
	return target.readDatabase(
		database => {
			refuseCompacted(database, revision);
			return finish(liveKeys(database, revision, prefixFilter(prefix)), signal);
		},
		{ follow: true },
	);
}

function differenceOf(
	a: Values,
	inA: LiveKey | undefined,
	b: Values,
	inB: LiveKey | undefined,
): Difference | undefined {
	if (!inA || !inB) {
		return inA ? 'only in the first' : 'only in the second';
	}
	if (inA.revision.main !== inB.revision.main || inA.version !== inB.version || inA.lease !== inB.lease) {
		return 'revision';
	}
	const [sumA, sumB] = [sumOf(a.at(inA.revision)), sumOf(b.at(inB.revision))];
	// Of a value that is not there any more, or cannot be read, nothing is known; that is told apart.
	return sumA === undefined || sumB === undefined || sumA === sumB ? undefined : 'value';
}

function sumOf(pair: KeyValue | undefined): number | undefined {
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
