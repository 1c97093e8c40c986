import { Message } from '../core/protobuf.ts';
import type { Database } from './database.ts';
import { u64be, viewOf } from './integers.ts';
import { leaseIdOf } from './lease-id.ts';

const decoder = new TextDecoder();

/** A member as the database holds it. */
export interface StoredMember {
	/** Hexadecimal. */
	readonly id: string;
	/** Empty until it has started. */
	readonly name: string;
	readonly peerUrls: readonly string[];
	readonly clientUrls: readonly string[];
	readonly isLearner: boolean;
}

export function* membersOf(database: Database): Generator<StoredMember> {
	for (const { key, value } of database.entries('members')) {
		const fields = parseObject(decoder.decode(value));
		yield {
			id: decoder.decode(key),
			name: typeof fields['name'] === 'string' ? fields['name'] : '',
			peerUrls: textsOf(fields['peerURLs']),
			clientUrls: textsOf(fields['clientURLs']),
			isLearner: fields['isLearner'] === true,
		};
	}
}

/** Ids of members that were removed: they must never come back. */
export function* removedMembersOf(database: Database): Generator<string> {
	for (const { key } of database.entries('members_removed')) {
		yield decoder.decode(key);
	}
}

export interface StoredAlarm {
	readonly memberId: string;
	readonly alarm: 'NONE' | 'NOSPACE' | 'CORRUPT' | 'unknown';
}

const alarms = ['NONE', 'NOSPACE', 'CORRUPT'] as const;

export function* alarmsOf(database: Database): Generator<StoredAlarm> {
	for (const { key } of database.entries('alarm')) {
		const message = Message.tryDecode(key);
		yield { memberId: message?.id(1) ?? '0', alarm: alarms[message?.int(2) ?? -1] ?? 'unknown' };
	}
}

export interface StoredCluster {
	readonly version?: string;
	/** The version that the cluster is being taken down to. */
	readonly downgradeTo?: string;
}

export function clusterOf(database: Database): StoredCluster {
	let cluster: StoredCluster = {};
	for (const { key, value } of database.entries('cluster')) {
		const text = decoder.decode(value);
		const name = decoder.decode(key);
		if (name === 'clusterVersion') {
			cluster = { ...cluster, version: text };
		} else if (name === 'downgrade') {
			const fields = parseObject(text);
			const target = fields['target-version'];
			cluster =
				fields['enabled'] === true && typeof target === 'string' ? { ...cluster, downgradeTo: target } : cluster;
		}
	}
	return cluster;
}

export interface StoredLease {
	readonly id: string;
	readonly ttlSeconds: number;
	/** As of the last checkpoint; 0 where there was none. */
	readonly remainingSeconds: number;
}

export function* leasesOf(database: Database): Generator<StoredLease> {
	for (const { value } of database.entries('lease')) {
		const message = Message.tryDecode(value);
		if (message) {
			yield { id: leaseIdOf(message.id(1)), ttlSeconds: message.int(2), remainingSeconds: message.int(3) };
		}
	}
}

/** Never a password, hashed or not. */
export interface StoredAuth {
	readonly enabled: boolean;
	readonly revision?: number;
	readonly users: readonly { readonly name: string; readonly roles: readonly string[] }[];
	readonly roles: readonly string[];
}

export function authOf(database: Database): StoredAuth {
	const values = new Map(Array.from(database.entries('auth'), ({ key, value }) => [decoder.decode(key), value]));
	const revision = values.get('authRevision');
	return {
		enabled: values.get('authEnabled')?.[0] === 1,
		...(revision?.length === 8 && { revision: u64be(viewOf(revision), 0) }),
		users: Array.from(database.entries('authUsers'), ({ key, value }) => ({
			name: decoder.decode(key),
			roles: Message.tryDecode(value)?.texts(3) ?? [],
		})),
		roles: Array.from(database.entries('authRoles'), ({ key }) => decoder.decode(key)),
	};
}

function textsOf(value: unknown): string[] {
	return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}

/** An object without fields when the text is none. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? { ...value } : {};
	} catch (error) {
		if (error instanceof SyntaxError) {
			return {};
		}
		throw error;
	}
}
