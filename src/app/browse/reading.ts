import type { Part, Reading, Share } from '../../core/database-screen.ts';
import type { Database } from '../../disk/database.ts';
import { isLive, type KeyIndex } from '../../disk/key-index.ts';
import { sumUp, type Tally } from '../../disk/key-statistics.ts';
import { bytesOf } from '../../disk/live-keys.ts';
import { finish } from '../../adapters/breaths.ts';
import { printable } from '../inspect/printable.ts';

/** A picture of more is none. */
const mostShares = 40;

/** What the keys that were read say of the file. */
export async function readingOf(
	index: KeyIndex,
	database: Database,
	fileBytes: number,
	asOf?: number,
): Promise<Omit<Reading, 'damages' | 'isMixed'>> {
	const { total, groups, namespaces } = await finish(sumUp(index.keys));
	const resources = sharesOf(groups);
	const spaces = sharesOf(namespaces);
	return {
		...(asOf !== undefined && { asOf }),
		isWhole: index.isWhole,
		...(index.oldest !== undefined && { oldest: index.oldest }),
		keys: Array.from(index.keys.values()).filter(isLive).length,
		changes: index.changes,
		parts: asOf === undefined ? partsOf(total, index, database, fileBytes) : olderParts(total, fileBytes),
		resources: resources.slice(0, mostShares),
		namespaces: spaces.slice(0, mostShares),
		moreResources: Math.max(0, resources.length - mostShares),
		moreNamespaces: Math.max(0, spaces.length - mostShares),
	};
}

function sharesOf(tallies: ReadonlyMap<string, Tally>): Share[] {
	return [...tallies]
		.sort(([, a], [, b]) => b.bytes - a.bytes)
		.map(([name, { keys, revisions, bytes, liveBytes }]) => ({
			name: printable(bytesOf(name)),
			keys,
			revisions,
			liveBytes,
			historyBytes: bytes - liveBytes,
		}));
}

/** What the keys were at an older revision says nothing of what the file is now, but that it is history. */
function olderParts({ bytes }: Tally, fileBytes: number): Part[] {
	return [
		{ kind: 'history', bytes },
		{ kind: 'unread', bytes: Math.max(0, fileBytes - bytes) },
	];
}

/** What is neither keys nor free is what pages need beside them, and the small buckets. */
function partsOf(total: Tally, { usedPages }: KeyIndex, { pages }: Database, fileBytes: number): Part[] {
	const live: Part = { kind: 'live', bytes: total.liveBytes };
	const history: Part = { kind: 'history', bytes: total.bytes - total.liveBytes };
	if (usedPages === undefined) {
		return [live, history, { kind: 'unread', bytes: Math.max(0, fileBytes - total.bytes) }];
	}
	const usedBytes = usedPages * pages.pageSize;
	return [
		live,
		history,
		{ kind: 'other', bytes: Math.max(0, usedBytes - total.bytes) },
		{ kind: 'free', bytes: Math.max(0, fileBytes - usedBytes) },
	];
}
