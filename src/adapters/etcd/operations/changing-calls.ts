import { encodeFields } from '../../../core/protobuf.ts';
import type { EtcdCall } from '../../../operations/etcd-call.ts';
import type { Call } from '../calls.ts';

/** The calls that one message answers; a snapshot is streamed. */
export type UnaryCall = Exclude<EtcdCall, { name: 'snapshot' }>;

const alarms = { NOSPACE: 1, CORRUPT: 2 } as const;
const deactivate = 2;
const downgrade = { validate: 0, cancel: 2 } as const;

/** Where each goes. Besides `snapshotPath` this is every RPC of the product that is not in the read-only list. */
export const changingPaths = {
	defragment: '/etcdserverpb.Maintenance/Defragment',
	compact: '/etcdserverpb.KV/Compact',
	disarm: '/etcdserverpb.Maintenance/Alarm',
	'member-add': '/etcdserverpb.Cluster/MemberAdd',
	'member-promote': '/etcdserverpb.Cluster/MemberPromote',
	'member-update': '/etcdserverpb.Cluster/MemberUpdate',
	'member-remove': '/etcdserverpb.Cluster/MemberRemove',
	'move-leader': '/etcdserverpb.Maintenance/MoveLeader',
	'downgrade-validate': '/etcdserverpb.Maintenance/Downgrade',
	'downgrade-cancel': '/etcdserverpb.Maintenance/Downgrade',
} as const satisfies Record<UnaryCall['name'], string>;

export const snapshotPath = '/etcdserverpb.Maintenance/Snapshot';

/** The call as it is sent. `memberId` is that of the member meant, where the call names one by its peer URL. */
export function changingCall(call: UnaryCall, memberId = ''): Call<void> {
	return { path: changingPaths[call.name], request: requestOf(call, memberId), read: () => undefined };
}

function requestOf(call: UnaryCall, memberId: string): Uint8Array {
	switch (call.name) {
		case 'defragment':
			return encodeFields({});
		case 'compact':
			return encodeFields({ 1: call.revision, 2: call.physical });
		case 'disarm':
			return encodeFields({ 1: deactivate, 2: idOf(call.memberId), 3: alarms[call.alarm] });
		case 'member-add':
			return encodeFields({ 1: call.peerUrls, 2: call.isLearner });
		case 'member-promote':
			return encodeFields({ 1: idOf(memberId) });
		case 'member-update':
			return encodeFields({ 1: idOf(call.memberId), 2: call.peerUrls });
		case 'member-remove':
			return encodeFields({ 1: idOf(call.memberId) });
		case 'move-leader':
			return encodeFields({ 1: idOf(call.targetId) });
		case 'downgrade-validate':
			return encodeFields({ 1: downgrade.validate, 2: call.version });
		case 'downgrade-cancel':
			return encodeFields({ 1: downgrade.cancel });
	}
}

function idOf(hexadecimal: string): bigint {
	return BigInt(`0x${hexadecimal}`);
}
