import { Message } from '../core/protobuf.ts';
import { t } from '../core/words.ts';
import { crc32c } from './crc32c.ts';
import type { Damage, DamageLog } from './damage.ts';
import { viewOf } from './integers.ts';
import { BlockCache } from './block-cache.ts';
import type { Reader } from './reader.ts';

export type RecordType = 'metadata' | 'entry' | 'state' | 'crc' | 'snapshot' | 'unknown';

const types: Readonly<Record<number, RecordType>> = {
	1: 'metadata',
	2: 'entry',
	3: 'state',
	4: 'crc',
	5: 'snapshot',
};

export interface WalRecord {
	readonly type: RecordType;
	readonly data: Uint8Array;
	readonly crc: number;
	/** Of its frame in the file. */
	readonly offset: number;
	/** Whether the checksum is right; not said of a record that begins a chain. */
	readonly isIntact: boolean;
}

const lengthBytes = 8;
/** Disks write this much or nothing: a sector of nothing but zeros inside a record was never written. */
const sectorBytes = 512;
const mostRecordBytes = 128 * 1024 * 1024;

/**
 * The records of one WAL file in order. Each file begins with the checksum that the one before ended with, so a file can be
 * read alone. A wrong checksum is reported and passed over; a frame that cannot be is reported and ends the file.
 */
export function* recordsOf(reader: Reader, damages: DamageLog): Generator<WalRecord> {
	const file = new BlockCache(reader);
	let crc: number | undefined;
	let offset = 0;
	for (let frame = frameAt(file, offset, damages); frame; frame = frameAt(file, offset, damages)) {
		const record = recordIn(frame, crc, offset, damages);
		if (record) {
			yield record;
		}
		// What the record says, so that one flipped bit is reported once and not for all that follow.
		crc = record?.crc ?? crc;
		offset = frame.end;
	}
}

interface Frame {
	readonly bytes: Uint8Array;
	readonly end: number;
}

/** Undefined at the end of what was written: zeros that the file was made with, or the end of the file. */
function frameAt(file: Reader, offset: number, damages: DamageLog): Frame | undefined {
	const head = file.read(offset, lengthBytes);
	if (head.length < lengthBytes) {
		return undefined;
	}
	const view = viewOf(head);
	const top = view.getUint8(7);
	const length = view.getUint32(0, true) + (view.getUint32(4, true) & 0xffffff) * 0x1_0000_0000;
	if (length === 0 && top === 0) {
		return undefined;
	}
	const padding = top >= 0x80 ? top & 7 : 0;
	const start = offset + lengthBytes;
	const end = start + length + padding;
	if (length === 0 || end > file.size || length > mostRecordBytes) {
		damages.add({
			offset,
			message: t('A record claims {0} bytes, more than the file has left: cut off, or damaged.', length),
			end: 'cut',
		});
		return undefined;
	}
	return { bytes: file.read(start, length), end };
}

function recordIn(frame: Frame, crc: number | undefined, offset: number, damages: DamageLog): WalRecord | undefined {
	const message = Message.tryDecode(frame.bytes);
	if (!message) {
		damages.add(brokenAt(frame, offset, t('A record cannot be decoded.')));
		return undefined;
	}
	const type = types[message.int(1)] ?? 'unknown';
	const data = message.bytes(3);
	const claimed = message.int(2) >>> 0;
	const isIntact = type === 'crc' ? crc === undefined || crc === claimed : crc32c(data, crc) === claimed;
	if (!isIntact) {
		damages.add(brokenAt(frame, offset, t('The checksum of a record is wrong.')));
	}
	if (type === 'unknown') {
		damages.add({ offset, message: t('A record is of the unknown type {0}.', message.int(1)) });
	}
	return { type, data, crc: claimed, offset, isIntact };
}

function brokenAt(frame: Frame, offset: number, message: string): Damage {
	return isTorn(frame, offset)
		? { offset, message: t('A record was written in part: the machine stopped while it was written.'), end: 'torn' }
		: { offset, message };
}

function isTorn({ bytes }: Frame, offset: number): boolean {
	const start = offset + lengthBytes;
	for (let at = 0; at < bytes.length;) {
		const end = Math.min(bytes.length, at + sectorBytes - ((start + at) % sectorBytes));
		if (bytes.subarray(at, end).every(byte => byte === 0)) {
			return true;
		}
		at = end;
	}
	return false;
}
