import type { Alarm, Authentication, DataHash, Member, MemberList, Status } from '../../core/facts.ts';
import type { Message } from '../../core/protobuf.ts';
import { encodeFields } from '../../core/protobuf.ts';

/** One gRPC call: where it goes, what is sent, and how the answer reads. */
export interface Call<T> {
	readonly path: string;
	readonly request: Uint8Array;
	read(answer: Message): T;
}

/** A lease and its time; `secondsLeft` is -1 when it is over. */
export interface LeaseTime {
	readonly id: string;
	readonly secondsLeft: number;
	readonly grantedSeconds: number;
}

/** Keys without values, in their order. */
export interface KeyPage {
	readonly keys: readonly { readonly key: Uint8Array; readonly version: number; readonly modRevision: number }[];
	/** Whether there are keys behind them. */
	readonly more: boolean;
	/** The member's revision when it answered. */
	readonly revision: number;
}

/** As the end of a range: no end. */
const toTheEnd = Uint8Array.of(0);

/**
 * Every call that the diagnosis can make, and none of them changes data: this table is the allow-list of the read-only
 * promise. `Authenticate` asks for a token, an alarm is asked with the action GET, and both pass through raft; so does
 * `AuthStatus`, which is therefore asked by `authStatuses` alone.
 */
export const calls = {
	status: { path: '/etcdserverpb.Maintenance/Status', request: encodeFields({}), read: readStatus },
	memberList: { path: '/etcdserverpb.Cluster/MemberList', request: encodeFields({}), read: readMemberList },
	alarms: { path: '/etcdserverpb.Maintenance/Alarm', request: encodeFields({}), read: readAlarms },
	hashKv: (revision: number): Call<DataHash> => ({
		path: '/etcdserverpb.Maintenance/HashKV',
		request: encodeFields({ 1: revision }),
		read: answer => readHash(answer, revision),
	}),
	/** The key `health` need not exist; no value is asked for. */
	read: (serializable: boolean): Call<void> => ({
		path: '/etcdserverpb.KV/Range',
		request: encodeFields({ 1: 'health', 7: serializable, 8: true }),
		read: () => undefined,
	}),
	/** Whether that revision can still be read is all that is asked; etcd refuses a compacted one by name. */
	readAt: (revision: number): Call<void> => ({
		path: '/etcdserverpb.KV/Range',
		request: encodeFields({ 1: 'health', 4: revision, 7: true, 8: true }),
		read: () => undefined,
	}),
	/** A page of all keys from one on: without values, from the member's own state, and no more than `limit` of them. */
	keyPage: (from: Uint8Array, limit: number): Call<KeyPage> => ({
		path: '/etcdserverpb.KV/Range',
		request: encodeFields({ 1: from, 2: toTheEnd, 3: limit, 7: true, 8: true }),
		read: readKeyPage,
	}),
	/** As a quorum has it; the other way a member tells what it knows itself. */
	memberListNow: {
		path: '/etcdserverpb.Cluster/MemberList',
		request: encodeFields({ 1: true }),
		read: readMemberList,
	},
	authStatus: { path: '/etcdserverpb.Auth/AuthStatus', request: encodeFields({}), read: readAuthStatus },
	/** Who may enter, and as what; no password comes with it. */
	users: { path: '/etcdserverpb.Auth/UserList', request: encodeFields({}), read: answer => answer.texts(2) },
	user: (name: string): Call<readonly string[]> => ({
		path: '/etcdserverpb.Auth/UserGet',
		request: encodeFields({ 1: name }),
		read: answer => answer.texts(2),
	}),
	roles: { path: '/etcdserverpb.Auth/RoleList', request: encodeFields({}), read: answer => answer.texts(2) },
	leases: {
		path: '/etcdserverpb.Lease/LeaseLeases',
		request: encodeFields({}),
		read: answer => answer.messages(2).map(lease => lease.id(1)),
	},
	/** Without its keys: they may be many. */
	lease: (id: string): Call<LeaseTime> => ({
		path: '/etcdserverpb.Lease/LeaseTimeToLive',
		request: encodeFields({ 1: BigInt(`0x${id}`) }),
		read: answer => ({ id, secondsLeft: answer.int(3), grantedSeconds: answer.int(4) }),
	}),
	authenticate: (user: string, password: string): Call<string> => ({
		path: '/etcdserverpb.Auth/Authenticate',
		request: encodeFields({ 1: user, 2: password }),
		read: answer => answer.text(2),
	}),
} satisfies Record<string, Call<unknown> | ((...args: never[]) => Call<unknown>)>;

function readStatus(answer: Message): Status {
	const header = answer.message(1);
	if (header.id(2) === '0') {
		throw new RangeError('a status of no member');
	}
	const version = answer.text(2);
	const quota = answer.int(12);
	return {
		clusterId: header.id(1),
		memberId: header.id(2),
		revision: header.int(3),
		version,
		dbSizeBytes: answer.int(3),
		leaderId: answer.id(4),
		raftIndex: answer.int(5),
		raftTerm: answer.int(6),
		raftAppliedIndex: answer.int(7),
		errors: answer.texts(8),
		dbSizeInUseBytes: answer.int(9),
		isLearner: answer.bool(10),
		...(answer.text(11) !== '' && { storageVersion: answer.text(11) }),
		...(quota > 0 && !/^3\.6\.[0-5]$/.test(version) && { quotaBytes: quota }),
		...(answer.message(13).bool(1) && { downgradeTarget: answer.message(13).text(2) }),
	};
}

function readMemberList(answer: Message): MemberList {
	return {
		clusterId: answer.message(1).id(1),
		members: answer.messages(2).map((member): Member => ({
			id: member.id(1),
			name: member.text(2),
			peerUrls: member.texts(3),
			clientUrls: member.texts(4),
			isLearner: member.bool(5),
		})),
	};
}

function readAlarms(answer: Message): Alarm[] {
	const kinds: Readonly<Record<number, Alarm['alarm']>> = { 1: 'NOSPACE', 2: 'CORRUPT' };
	return answer.messages(2).flatMap(member => {
		const alarm = kinds[member.int(2)];
		return alarm ? [{ memberId: member.id(1), alarm }] : [];
	});
}

function readHash(answer: Message, hashRevision: number): DataHash {
	return {
		hash: answer.int(2),
		hashRevision,
		compactRevision: answer.int(3),
		revision: answer.message(1).int(3),
	};
}

function readKeyPage(answer: Message): KeyPage {
	return {
		keys: answer.messages(2).map(pair => ({
			key: pair.bytes(1),
			modRevision: pair.int(3),
			version: pair.int(4),
		})),
		more: answer.bool(3),
		revision: answer.message(1).int(3),
	};
}

function readAuthStatus(answer: Message): Authentication {
	return { enabled: answer.bool(2), authRevision: answer.int(3) };
}
