import { Message } from '../core/protobuf.ts';
import type { ConfState } from './meta-bucket.ts';
import { decodeRaftRequest, type RaftRequest } from './raft-request.ts';

export type EntryType = 'normal' | 'conf-change' | 'conf-change-v2' | 'unknown';

/** An entry of the raft log. */
export interface RaftEntry {
	readonly type: EntryType;
	readonly term: number;
	readonly index: number;
	readonly dataBytes: number;
	/** Undefined when the data are nothing that etcd writes. */
	readonly request?: RaftRequest;
}

const entryTypes: readonly EntryType[] = ['normal', 'conf-change', 'conf-change-v2'];
const changeTypes = ['add-node', 'remove-node', 'update-node', 'add-learner-node'];

/** Undefined when the bytes are no entry. */
export function decodeEntry(data: Uint8Array): RaftEntry | undefined {
	const message = Message.tryDecode(data);
	if (!message) {
		return undefined;
	}
	const type = entryTypes[message.int(1)] ?? 'unknown';
	const content = message.bytes(4);
	const request = type === 'normal' ? decodeRaftRequest(content) : decodeChange(type, content);
	return {
		type,
		term: message.int(2),
		index: message.int(3),
		dataBytes: content.length,
		...(request && { request }),
	};
}

function decodeChange(type: EntryType, content: Uint8Array): RaftRequest | undefined {
	const message = Message.tryDecode(content);
	if (!message) {
		return undefined;
	}
	const changes = type === 'conf-change' ? [changeOf(message, 2)] : message.messages(2).map(each => changeOf(each, 1));
	return {
		kind: changes.map(change => change.kind).join(' '),
		fields: { member: changes.map(c => c.member).join(' ') },
		keys: [],
	};
}

/** The type of a change and the member's id stand one behind the other. */
function changeOf(message: Message, field: number): { kind: string; member: string } {
	return { kind: changeTypes[message.int(field)] ?? 'unknown', member: message.id(field + 1) };
}

export interface HardState {
	readonly term: number;
	/** Hexadecimal; `0` for nobody. */
	readonly vote: string;
	readonly commit: number;
}

export function decodeHardState(data: Uint8Array): HardState | undefined {
	const message = Message.tryDecode(data);
	return message && { term: message.int(1), vote: message.id(2), commit: message.int(3) };
}

export interface WalMetadata {
	readonly memberId: string;
	readonly clusterId: string;
}

export function decodeWalMetadata(data: Uint8Array): WalMetadata | undefined {
	const message = Message.tryDecode(data);
	return message && { memberId: message.id(1), clusterId: message.id(2) };
}

/** Where a snapshot stands in the log. */
export interface SnapshotMark {
	readonly index: number;
	readonly term: number;
	readonly confState?: ConfState;
}

export function decodeSnapshotMark(data: Uint8Array): SnapshotMark | undefined {
	const message = Message.tryDecode(data);
	if (!message) {
		return undefined;
	}
	const confState = message.has(3) ? decodeConfState(message.bytes(3)) : undefined;
	return { index: message.int(1), term: message.int(2), ...(confState && { confState }) };
}

export function decodeConfState(data: Uint8Array): ConfState | undefined {
	const message = Message.tryDecode(data);
	return (
		message && {
			voters: message.ids(1),
			learners: message.ids(2),
			votersOutgoing: message.ids(3),
			learnersNext: message.ids(4),
			autoLeave: message.bool(5),
		}
	);
}
