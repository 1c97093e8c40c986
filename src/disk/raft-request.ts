import { Message } from '../core/protobuf.ts';
import { leaseIdOf } from './lease-id.ts';

/** What an entry of the raft log asks for, without passwords. */
export interface RaftRequest {
	/** As the protocol names it: `put`, `txn`, `lease_grant` … */
	readonly kind: string;
	/** Who asked, where authentication is on. */
	readonly user?: string;
	/** What a person wants to know of it; the values of secrets are left out. */
	readonly fields: Readonly<Record<string, RequestField>>;
	/** Keys that it reads or changes. */
	readonly keys: readonly Uint8Array[];
}

export type RequestField = string | number | boolean | Uint8Array | readonly RaftRequest[];

type Decode = (message: Message) => Omit<RaftRequest, 'kind' | 'user'>;

const only = (fields: RaftRequest['fields']) => ({ fields, keys: [] });
const redacted = '[redacted]';

const put: Decode = message => ({
	fields: {
		key: message.bytes(1),
		valueBytes: message.bytes(2).length,
		...(message.has(3) && { lease: leaseIdOf(message.id(3)) }),
	},
	keys: [message.bytes(1)],
});

const range: Decode = message => ({
	fields: { key: message.bytes(1), ...(message.has(2) && { rangeEnd: message.bytes(2) }) },
	keys: [message.bytes(1)],
});

const name: Decode = message => only({ name: message.text(1) });
const nothing: Decode = () => only({});

/** Fields of `InternalRaftRequest`, each a request of its own. */
const requests: Readonly<Record<number, readonly [kind: string, decode: Decode]>> = {
	3: ['range', range],
	4: ['put', put],
	5: ['delete_range', range],
	6: ['txn', message => txn(message, 1)],
	7: ['compaction', message => only({ revision: message.int(1), physical: message.bool(2) })],
	8: ['lease_grant', message => only({ ttlSeconds: message.int(1), lease: leaseIdOf(message.id(2)) })],
	9: ['lease_revoke', message => only({ lease: leaseIdOf(message.id(1)) })],
	10: ['alarm', message => only({ action: message.int(1), member: message.id(2), alarm: message.int(3) })],
	11: [
		'lease_checkpoint',
		message =>
			only({
				leases: message
					.messages(1)
					.map(each => leaseIdOf(each.id(1)))
					.join(' '),
			}),
	],
	1000: ['auth_enable', nothing],
	1011: ['auth_disable', nothing],
	1012: ['authenticate', message => only({ name: message.text(1), password: redacted })],
	1013: ['auth_status', nothing],
	1100: ['auth_user_add', message => only({ name: message.text(1), password: redacted })],
	1101: ['auth_user_delete', name],
	1102: ['auth_user_get', name],
	1103: ['auth_user_change_password', message => only({ name: message.text(1), password: redacted })],
	1104: ['auth_user_grant_role', message => only({ user: message.text(1), role: message.text(2) })],
	1105: ['auth_user_revoke_role', message => only({ name: message.text(1), role: message.text(2) })],
	1106: ['auth_user_list', nothing],
	1107: ['auth_role_list', nothing],
	1200: ['auth_role_add', name],
	1201: ['auth_role_delete', name],
	1202: ['auth_role_get', name],
	1203: ['auth_role_grant_permission', name],
	1204: [
		'auth_role_revoke_permission',
		message => ({ fields: { role: message.text(1), key: message.bytes(2) }, keys: [] }),
	],
	1300: ['cluster_version_set', message => only({ version: message.text(1) })],
	1301: ['cluster_member_attr_set', message => only({ member: message.id(1), name: message.message(2).text(1) })],
	1302: ['downgrade_info_set', message => only({ enabled: message.bool(1), version: message.text(2) })],
	9900: ['downgrade_version_test', message => only({ version: message.text(1) })],
};

const operations: typeof requests = {
	1: ['range', range],
	2: ['put', put],
	3: ['delete_range', range],
};

/** Transactions may hold transactions; a real one is not deep. */
const mostDepth = 8;

function txn(message: Message, depth: number): Omit<RaftRequest, 'kind'> {
	const compares = message.messages(1).map(compare => compare.bytes(3));
	const branch = (field: number) => message.messages(field).map(each => operation(each, depth));
	const [success, failure] = [branch(2), branch(3)];
	return {
		fields: { compares: compares.length, success, failure },
		keys: [...compares, ...[...success, ...failure].flatMap(({ keys }) => keys)],
	};
}

function operation(message: Message, depth: number): RaftRequest {
	if (message.has(4) && depth < mostDepth) {
		return { kind: 'txn', ...txn(message.message(4), depth + 1) };
	}
	const known = Object.entries(operations).find(([field]) => message.has(Number(field)));
	return known
		? { kind: known[1][0], ...known[1][1](message.message(Number(known[0]))) }
		: { kind: 'unknown', ...only({}) };
}

/** Of one message; `--max-txn-ops` is 128 unless told. */
const mostFields = 1_000_000;

/** Methods of the store of etcd 2; 3.5 and older still publish a member's name by it. */
const methodsOfV2 = new Set(['PUT', 'POST', 'DELETE', 'GET', 'QGET', 'SYNC']);

/** The data of a normal entry: empty when a new leader wrote it. Undefined when it is nothing that etcd writes. */
export function decodeRaftRequest(data: Uint8Array): RaftRequest | undefined {
	if (data.length === 0) {
		return { kind: 'empty', ...only({}) };
	}
	try {
		return decode(new Message(data, mostFields));
	} catch (error) {
		if (error instanceof RangeError) {
			return undefined;
		}
		throw error;
	}
}

function decode(message: Message): RaftRequest | undefined {
	if (methodsOfV2.has(message.text(2))) {
		return { kind: 'v2', ...only({ method: message.text(2), path: message.text(3) }) };
	}
	const user = message.has(100) ? message.message(100).text(2) : '';
	const known = Object.entries(requests).find(([field]) => message.has(Number(field)));
	if (!known) {
		return undefined;
	}
	const [field, [kind, decodeFields]] = known;
	return { kind, ...(user !== '' && { user }), ...decodeFields(message.message(Number(field))) };
}
