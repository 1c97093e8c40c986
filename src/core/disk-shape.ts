import type * as D from './disk-facts.ts';
import type { Member } from './facts.ts';
import { flag, list, number, object, oneOf, optional, text } from './shapes.ts';

type Unread = D.MemberDisk['unread'][number];
type Alarm = D.StoredDatabase['alarms'][number];
type Hash = NonNullable<D.StoredDatabase['hash']>;
type V2Member = D.V2Store['members'][number];

const part = oneOf('database', 'wal', 'snap');
const voting = object<D.Voting>({ voters: list(text), learners: list(text) });
const keyUses = list(object<D.KeyUse>({ key: text, revisions: number, bytes: number, liveBytes: number }));

const member = object<Member>({
	id: text,
	name: text,
	peerUrls: list(text),
	clientUrls: list(text),
	isLearner: flag,
});

const damage = object<D.DiskDamage>({
	part,
	file: text,
	offset: number,
	page: optional(number),
	message: text,
	atEnd: optional(flag),
	isCut: optional(flag),
});

const database = object<D.StoredDatabase>({
	path: text,
	isAlone: flag,
	trailer: oneOf('right', 'wrong', 'none'),
	pageSize: number,
	txid: number,
	sizeBytes: number,
	inUseBytes: number,
	isFreelistSynced: flag,
	entries: number,
	revision: number,
	compactRevision: number,
	consistentIndex: optional(number),
	term: optional(number),
	confState: optional(voting),
	storageVersion: optional(text),
	clusterVersion: optional(text),
	downgradeTarget: optional(text),
	members: list(member),
	removedMembers: list(text),
	alarms: list(object<Alarm>({ memberId: text, alarm: text })),
	leases: number,
	auth: object<D.StoredDatabase['auth']>({ enabled: flag, users: number, roles: number, revision: optional(number) }),
	keySpace: object<D.KeySpace>({
		keys: number,
		revisions: number,
		bytes: number,
		liveBytes: number,
		hottest: keyUses,
		largest: keyUses,
	}),
	hash: optional(object<Hash>({ hash: number, revision: number, compactRevision: number })),
});

const log = object<D.StoredLog>({
	firstIndex: optional(number),
	lastIndex: optional(number),
	lastTerm: optional(number),
	term: optional(number),
	commitIndex: optional(number),
	vote: optional(text),
	snapshotIndex: optional(number),
	confState: optional(voting),
	gapAfter: optional(number),
	lastChangeIndex: optional(number),
	uncommitted: object<D.StoredLog['uncommitted']>({
		count: number,
		kept: list(object<D.UncommittedEntry>({ index: number, term: number, request: text, keys: list(text) })),
	}),
});

const snap = object<D.StoredSnap>({
	index: number,
	term: number,
	confState: optional(voting),
	v2: optional(
		object<D.V2Store>({
			members: list(object<V2Member>({ id: text, isLearner: flag })),
			removedMembers: list(text),
			keys: number,
			examples: list(text),
		}),
	),
});

/** What the fact of one member's files must look like. */
export const diskShape = object<D.MemberDisk>({
	document: text,
	memberId: optional(text),
	clusterId: optional(text),
	memberName: optional(text),
	database: optional(database),
	log: optional(log),
	snap: optional(snap),
	walFiles: number,
	snapFiles: number,
	leftovers: list(text),
	damages: object<D.DiskDamages>({ count: number, kept: list(damage) }),
	unread: list(object<Unread>({ part, reason: text })),
	isMixed: flag,
});
