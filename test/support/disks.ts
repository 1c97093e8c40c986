import type { MemberDisk, StoredDatabase, StoredLog } from '../../src/core/disk-facts.ts';
import { clusterId, ids } from './facts.ts';

/** Of a sound member of a cluster of three, at rest; a test says only what differs. */
export function diskOf(index = 0, overrides: Partial<MemberDisk> = {}): MemberDisk {
	return {
		document: `/disks/m${index}`,
		memberId: ids[index] ?? '',
		memberName: `m${index}`,
		clusterId,
		database: databaseOf(),
		log: logOf(),
		snap: { index: 900, term: 3, v2: { members: v2Members, removedMembers: [], keys: 0, examples: [] } },
		walFiles: 2,
		snapFiles: 1,
		leftovers: [],
		damages: { count: 0, kept: [] },
		unread: [],
		isMixed: false,
		...overrides,
	};
}

const v2Members = ids.map(id => ({ id, isLearner: false }));

export function databaseOf(overrides: Partial<StoredDatabase> = {}): StoredDatabase {
	return {
		path: '/disks/m0/member/snap/db',
		isAlone: false,
		trailer: 'none',
		pageSize: 4096,
		txid: 40,
		sizeBytes: 400_000_000,
		inUseBytes: 300_000_000,
		isFreelistSynced: false,
		entries: 500,
		revision: 800,
		compactRevision: 700,
		consistentIndex: 1000,
		term: 3,
		confState: { voters: ids, learners: [] },
		storageVersion: '3.6.0',
		clusterVersion: '3.6.0',
		members: membersOf(),
		removedMembers: [],
		alarms: [],
		leases: 1,
		auth: { enabled: false, users: 0, roles: 0 },
		keySpace: {
			keys: 100,
			revisions: 150,
			bytes: 90_000,
			liveBytes: 80_000,
			hottest: [{ key: '/registry/leases/a', revisions: 30, bytes: 9000, liveBytes: 300 }],
			largest: [{ key: '/registry/configmaps/b', revisions: 1, bytes: 20_000, liveBytes: 20_000 }],
		},
		...overrides,
	};
}

export function membersOf(learner?: number): StoredDatabase['members'] {
	return ids.map((id, index) => ({
		id,
		name: `m${index}`,
		peerUrls: [`http://127.0.0.1:${index}2380`],
		clientUrls: [`http://127.0.0.1:${index}2379`],
		isLearner: index === learner,
	}));
}

export function logOf(overrides: Partial<StoredLog> = {}): StoredLog {
	return {
		firstIndex: 1,
		lastIndex: 1000,
		lastTerm: 3,
		term: 3,
		commitIndex: 1000,
		vote: ids[0] ?? '0',
		snapshotIndex: 900,
		confState: { voters: ids, learners: [] },
		lastChangeIndex: 3,
		uncommitted: { count: 0, kept: [] },
		...overrides,
	};
}
