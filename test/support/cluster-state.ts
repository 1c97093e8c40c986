import type { ClusterState, MemberState } from '../../src/operations/cluster-state.ts';

const MiB = 1024 * 1024;

/** Three healthy members; the first leads. Each has 100 MiB, of which 40 are in use. */
export function stateOf(more: Partial<ClusterState> = {}): ClusterState {
	return {
		name: 'prod',
		id: 'c1',
		isProduction: false,
		takenAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
		version: '3.5.0',
		members: [memberOf(0), memberOf(1), memberOf(2)],
		alarms: [],
		etcdctlFlags: ['--cacert=/etc/my ca.crt'],
		...more,
	};
}

export function memberOf(number: number, more: Partial<MemberState> = {}): MemberState {
	const id = `${number}a`;
	return {
		id,
		name: `m${number}`,
		peerUrls: [`https://10.0.0.${number}:2380`],
		clientUrls: [`https://10.0.0.${number}:2379`],
		isLearner: false,
		endpoint: `https://10.0.0.${number}:2379`,
		quotaBytes: 128 * MiB,
		status: {
			memberId: id,
			clusterId: 'c1',
			version: '3.5.30',
			leaderId: '0a',
			isLearner: more.isLearner ?? false,
			revision: 1000,
			raftTerm: 2,
			raftIndex: 2000,
			raftAppliedIndex: 2000 - number,
			dbSizeBytes: 100 * MiB,
			dbSizeInUseBytes: 40 * MiB,
			errors: [],
		},
		...more,
	};
}

/** A member that does not answer. */
export function deadMember(number: number): MemberState {
	const { status: _, ...member } = memberOf(number);
	return { ...member, silence: 'No TCP connection.' };
}
