import { Message } from '../core/protobuf.ts';
import { t } from '../core/words.ts';
import { crc32c } from './crc32c.ts';
import type { DamageLog } from './damage.ts';
import type { ConfState } from './meta-bucket.ts';
import { decodeConfState } from './raft-entry.ts';
import type { Reader } from './reader.ts';
import { readV2Store, type V2Contents } from './v2-store.ts';

/** A `.snap` file: where the log may begin, and the old store of etcd 2. */
export interface Snap {
	readonly index: number;
	readonly term: number;
	readonly confState?: ConfState;
	/** The store of etcd 2, as JSON: members and cluster version, and keys where etcd 2 was in use. */
	readonly storeBytes: number;
	/** Undefined where it is empty or cannot be decoded. */
	readonly store?: V2Contents;
}

/** Stores of etcd 2 were small; more than this is damage. */
const mostBytes = 128 * 1024 * 1024;

/** Undefined, and the damages say why, when it cannot be read. */
export function readSnap(reader: Reader, damages: DamageLog): Snap | undefined {
	const outer = reader.size <= mostBytes ? Message.tryDecode(reader.read(0, reader.size)) : undefined;
	const data = outer?.bytes(2);
	const inner = data && data.length > 0 ? Message.tryDecode(data) : undefined;
	const metadata = inner && Message.tryDecode(inner.bytes(2));
	if (!outer || !data || !inner || !metadata) {
		damages.add({ offset: 0, message: t('The file cannot be decoded as a snapshot of the raft log.') });
		return undefined;
	}
	if (outer.int(1) >>> 0 !== crc32c(data)) {
		damages.add({ offset: 0, message: t('The checksum of the snapshot is wrong.') });
	}
	const confState = decodeConfState(metadata.bytes(1));
	const store = readV2Store(inner.bytes(1));
	return {
		index: metadata.int(2),
		term: metadata.int(3),
		...(confState && { confState }),
		storeBytes: inner.bytes(1).length,
		...(store && { store }),
	};
}
