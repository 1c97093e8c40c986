import type { Database } from './database.ts';
import { u64be, viewOf } from './integers.ts';
import { revisionOf } from './mvcc-revision.ts';

/** Who votes, as raft knows it; ids in hexadecimal. */
export interface ConfState {
	readonly voters: readonly string[];
	readonly learners: readonly string[];
	readonly votersOutgoing: readonly string[];
	readonly learnersNext: readonly string[];
	readonly autoLeave: boolean;
}

/** The bucket `meta`. What the version that wrote the file did not know is undefined. */
export interface StoredMeta {
	/** Last entry of the raft log that is in the database. */
	readonly consistentIndex?: number;
	/** Term of that entry; since 3.5. */
	readonly term?: number;
	/** Since 3.5. */
	readonly confState?: ConfState;
	/** Since 3.6. */
	readonly storageVersion?: string;
	readonly scheduledCompactRevision?: number;
	readonly finishedCompactRevision?: number;
}

const decoder = new TextDecoder();

export function metaOf(database: Database): StoredMeta {
	let meta: StoredMeta = {};
	for (const { key, value } of database.entries('meta')) {
		meta = { ...meta, ...fieldOf(decoder.decode(key), value) };
	}
	return meta;
}

function fieldOf(name: string, value: Uint8Array): StoredMeta {
	switch (name) {
		case 'consistent_index':
			return value.length === 8 ? { consistentIndex: u64be(viewOf(value), 0) } : {};
		case 'term':
			return value.length === 8 ? { term: u64be(viewOf(value), 0) } : {};
		case 'confState':
			return confStateField(value);
		case 'storageVersion':
			return { storageVersion: decoder.decode(value) };
		case 'scheduledCompactRev':
			return revisionField('scheduledCompactRevision', value);
		case 'finishedCompactRev':
			return revisionField('finishedCompactRevision', value);
		default:
			return {};
	}
}

function revisionField(name: 'scheduledCompactRevision' | 'finishedCompactRevision', value: Uint8Array): StoredMeta {
	const revision = revisionOf(value);
	return revision ? { [name]: revision.main } : {};
}

function confStateField(value: Uint8Array): StoredMeta {
	const confState = parseConfState(decoder.decode(value));
	return confState ? { confState } : {};
}

/** Ids stand in the text as bare numbers beyond 2^53: they are taken from the text, not through `JSON.parse`. */
function parseConfState(text: string): ConfState | undefined {
	if (!text.startsWith('{')) {
		return undefined;
	}
	const idsIn = (name: string): string[] => {
		const [, list = ''] = new RegExp(`"${name}":\\[([\\d,]*)\\]`).exec(text) ?? [];
		return list.split(',').filter(Boolean).map(idInHex);
	};
	return {
		voters: idsIn('voters'),
		learners: idsIn('learners'),
		votersOutgoing: idsIn('voters_outgoing'),
		learnersNext: idsIn('learners_next'),
		autoLeave: /"auto_leave":true/.test(text),
	};
}

export function idInHex(decimal: string): string {
	return BigInt.asUintN(64, BigInt(decimal)).toString(16);
}
