import type { Database } from './database.ts';
import { mapKeyOf } from './live-keys.ts';
import { changesOf } from './stored-keys.ts';

export interface Tally {
	/** Keys that exist now. */
	keys: number;
	/** Stored changes, deletions included. */
	revisions: number;
	/** Of keys and values in all stored changes. */
	bytes: number;
	/** Of the latest change of keys that exist. */
	liveBytes: number;
}

export interface KeyTally {
	revisions: number;
	bytes: number;
	/** 0 for a key that does not exist any more. */
	liveBytes: number;
}

export interface KeyStatistics {
	readonly total: Tally;
	/** By the first parts of the key: `/registry/pods`. */
	readonly groups: ReadonlyMap<string, Tally>;
	/** By the part behind those, of keys that go on: `/registry/pods/kube-system/…`. */
	readonly namespaces: ReadonlyMap<string, Tally>;
	/** By `mapKeyOf`. */
	readonly keys: ReadonlyMap<string, KeyTally>;
}

/** Everything that is not under one of as many groups is one group: names in a damaged file have no end. */
const mostGroups = 10_000;

/** What takes the space: one pass over all stored changes. */
export function* keyStatistics(database: Database): Generator<undefined, KeyStatistics> {
	const keys = new Map<string, KeyTally>();
	for (const { key, value, revision } of changesOf(database)) {
		const name = mapKeyOf(key);
		const bytes = key.length + value.length;
		const tally = keys.get(name) ?? { revisions: 0, bytes: 0, liveBytes: 0 };
		tally.revisions++;
		tally.bytes += bytes;
		tally.liveBytes = revision.isTombstone ? 0 : bytes;
		keys.set(name, tally);
		yield;
	}
	return { ...(yield* sumUp(keys)), keys };
}

/** What takes the space, of keys that were counted. */
export function* sumUp(keys: ReadonlyMap<string, KeyTally>): Generator<undefined, Omit<KeyStatistics, 'keys'>> {
	const total = newTally();
	const groups = new Map<string, Tally>();
	const namespaces = new Map<string, Tally>();
	for (const [name, tally] of keys) {
		const parts = name.split('/', 6);
		const [group, namespace] = placeOf(parts, name.startsWith('/'));
		add(total, tally);
		add(tallyOf(groups, group), tally);
		if (namespace !== undefined) {
			add(tallyOf(namespaces, namespace), tally);
		}
		yield;
	}
	return { total, groups, namespaces };
}

/**
 * `/a/b/c/d` → `/a/b` and `c`; a key without a slash is of the group of its first part. Resources of API groups and of
 * services have a part more in Kubernetes' keys: `/registry/example.org/widgets/shop/one`.
 */
export function placeOf(parts: readonly string[], isRooted: boolean): [group: string, namespace: string | undefined] {
	const all = isRooted ? parts.slice(1) : parts;
	const length = all[0] === 'registry' && isGroup(all[1] ?? '') ? 3 : 2;
	const group = all.slice(0, all.length > length ? length : Math.max(1, all.length - 1));
	const name = `${isRooted ? '/' : ''}${group.join('/')}`;
	return [name, all.length > length + 1 ? all[length] : undefined];
}

function isGroup(part: string): boolean {
	return part.includes('.') || part === 'services';
}

function newTally(): Tally {
	return { keys: 0, revisions: 0, bytes: 0, liveBytes: 0 };
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
	const key = tallies.has(name) || tallies.size < mostGroups ? name : '…';
	const tally = tallies.get(key) ?? newTally();
	tallies.set(key, tally);
	return tally;
}

function add(tally: Tally, { revisions, bytes, liveBytes }: KeyTally): void {
	tally.keys += liveBytes > 0 ? 1 : 0;
	tally.revisions += revisions;
	tally.bytes += bytes;
	tally.liveBytes += liveBytes;
}
