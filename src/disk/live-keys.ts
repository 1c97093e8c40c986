import type { Database } from './database.ts';
import { decodeKeyValue, type KeyValue } from './key-value.ts';
import { revisionKey, type Revision } from './mvcc-revision.ts';
import { changesOf } from './stored-keys.ts';

/** What is kept of a key while all are collected: not its value. */
export interface LiveKey {
	readonly revision: Revision;
	readonly createRevision: number;
	readonly version: number;
	readonly valueBytes: number;
	readonly lease?: string;
}

/** Each byte one character: any bytes can be the key of a map, and their order is the order of the characters. */
export function mapKeyOf(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 4096) {
		text += String.fromCharCode(...bytes.subarray(at, at + 4096));
	}
	return text;
}

export function bytesOf(mapKey: string): Uint8Array {
	return Uint8Array.from(mapKey, character => character.charCodeAt(0));
}

/**
 * The keys that exist at a revision (the newest when undefined), by `mapKeyOf`. Stored changes lie in the order of time,
 * so all of them are read.
 */
export function* liveKeys(
	database: Database,
	at = Infinity,
	accept: (key: Uint8Array) => boolean = () => true,
): Generator<undefined, Map<string, LiveKey>> {
	const live = new Map<string, LiveKey>();
	for (const change of changesOf(database)) {
		if (change.revision.main > at) {
			break;
		}
		if (accept(change.key)) {
			keep(live, change.revision, change);
		}
		yield;
	}
	return live;
}

function keep(live: Map<string, LiveKey>, revision: Revision, pair: KeyValue): void {
	const key = mapKeyOf(pair.key);
	if (revision.isTombstone) {
		live.delete(key);
		return;
	}
	const { createRevision, version, lease } = pair;
	const valueBytes = pair.value.length;
	live.set(key, { revision, createRevision, version, valueBytes, ...(lease !== undefined && { lease }) });
}

/** The change that a revision made, read from its own page. */
export function changeAt(database: Database, revision: Revision): KeyValue | undefined {
	const value = database.value('key', revisionKey(revision));
	return value && decodeKeyValue(value);
}
