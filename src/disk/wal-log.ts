import { t } from '../core/words.ts';
import { DamageLog } from './damage.ts';
import type { Damage } from './damage.ts';
import type { Reader } from './reader.ts';
import {
	decodeEntry,
	decodeHardState,
	decodeSnapshotMark,
	decodeWalMetadata,
	type HardState,
	type RaftEntry,
	type SnapshotMark,
	type WalMetadata,
} from './raft-entry.ts';
import { recordsOf, type WalRecord } from './wal-record.ts';

/** One file of a WAL directory. */
export interface WalFile {
	readonly name: string;
	readonly sequence: number;
	/** Index of the first entry that can be in it. */
	readonly firstIndex: number;
	readonly reader: Reader;
}

export type WalDamage = Damage & { readonly file: string };

/** What a record of the log holds, and where it lies. */
export type WalItem = { readonly file: string; readonly offset: number; readonly isIntact: boolean } & (
	| { readonly type: 'entry'; readonly entry: RaftEntry }
	| { readonly type: 'state'; readonly state: HardState }
	| { readonly type: 'metadata'; readonly metadata: WalMetadata }
	| { readonly type: 'snapshot'; readonly snapshot: SnapshotMark }
	| { readonly type: 'crc' | 'unknown' }
);

const fileName = /^([0-9a-f]{16})-([0-9a-f]{16})\.wal$/;

/** Undefined for a file that is not named as etcd names those of its WAL. */
export function parseWalName(name: string): Pick<WalFile, 'sequence' | 'firstIndex'> | undefined {
	const [, sequence, firstIndex] = fileName.exec(name) ?? [];
	return sequence === undefined || firstIndex === undefined
		? undefined
		: { sequence: Number.parseInt(sequence, 16), firstIndex: Number.parseInt(firstIndex, 16) };
}

/** All records of all files, decoded, in the order written. What is damaged is reported and left out. */
export function* walItems(files: readonly WalFile[], report: (damage: WalDamage) => void): Generator<WalItem> {
	const inOrder = [...files].sort((a, b) => a.sequence - b.sequence);
	let before: { readonly sequence: number; readonly crc: number | undefined } | undefined;
	for (const { name, sequence, reader } of inOrder) {
		const say = (offset: number, message: string) => report({ file: name, offset, message });
		if (before && sequence !== before.sequence + 1) {
			say(0, t('Before this file {0} are missing.', sequence - before.sequence - 1));
		}
		let crc: number | undefined;
		let isEmpty = true;
		const damages = new DamageLog();
		for (const record of recordsOf(reader, damages)) {
			if (
				crc === undefined &&
				before?.crc !== undefined &&
				record.crc !== before.crc &&
				sequence === before.sequence + 1
			) {
				say(record.offset, t('The file does not continue the one before: its checksums begin elsewhere.'));
			}
			crc = record.crc;
			isEmpty = false;
			const item = itemOf(record, name);
			if (!item) {
				say(record.offset, t('The content of a record cannot be decoded.'));
			} else {
				yield item;
			}
		}
		damages.kept.forEach(damage => report({ file: name, ...damage }));
		if (isEmpty && damages.count === 0) {
			say(0, t('There is no record in the file; etcd begins each with one.'));
		}
		before = { sequence, crc };
	}
}

function itemOf({ type, data, offset, isIntact }: WalRecord, file: string): WalItem | undefined {
	const place = { file, offset, isIntact };
	switch (type) {
		case 'entry':
			return withContent(decodeEntry(data), entry => ({ ...place, type, entry }));
		case 'state':
			return withContent(decodeHardState(data), state => ({ ...place, type, state }));
		case 'metadata':
			return withContent(decodeWalMetadata(data), metadata => ({ ...place, type, metadata }));
		case 'snapshot':
			return withContent(decodeSnapshotMark(data), snapshot => ({ ...place, type, snapshot }));
		default:
			return { ...place, type };
	}
}

function withContent<T, R>(content: T | undefined, make: (content: T) => R): R | undefined {
	return content === undefined ? undefined : make(content);
}
