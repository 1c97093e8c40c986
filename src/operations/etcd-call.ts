/** Every call that changes a member or a cluster, or takes its data away. The adapter has one entry for each. */
export type EtcdCall =
	| {
			readonly name: 'snapshot';
			/** Where the file goes, on this machine. */
			readonly path: string;
	  }
	| { readonly name: 'defragment' }
	| {
			readonly name: 'compact';
			readonly revision: number;
			/** Waits until the space is free within the database. */
			readonly physical: boolean;
	  }
	| { readonly name: 'disarm'; readonly memberId: string; readonly alarm: 'NOSPACE' | 'CORRUPT' }
	| { readonly name: 'member-add'; readonly peerUrls: readonly string[]; readonly isLearner: boolean }
	| { readonly name: 'member-promote'; readonly member: MemberRef }
	| { readonly name: 'member-update'; readonly memberId: string; readonly peerUrls: readonly string[] }
	| { readonly name: 'member-remove'; readonly memberId: string }
	| { readonly name: 'move-leader'; readonly targetId: string }
	/** Asks whether a downgrade would be allowed; the RPC is the one that begins and ends it. */
	| { readonly name: 'downgrade-validate'; readonly version: string }
	| { readonly name: 'downgrade-cancel' };

/** A member that is yet to be added has no id: it is known by its peer URL. */
export type MemberRef = { readonly id: string } | { readonly peerUrl: string };

/** What a plan may ask before and after a step. All of it is read-only. */
export type EtcdQuestion =
	/** Every endpoint answers a linearizable read and tells no error but those of alarms that are expected. */
	| { readonly name: 'healthy'; readonly despite?: readonly ('NOSPACE' | 'CORRUPT')[] }
	/** The member at the endpoint does not lead, and somebody does. */
	| { readonly name: 'not-leader' }
	| { readonly name: 'leader'; readonly memberId: string }
	| { readonly name: 'compacted'; readonly revision: number }
	/** No member has this alarm, or this member has not. */
	| { readonly name: 'no-alarm'; readonly alarm: 'NOSPACE' | 'CORRUPT'; readonly memberId?: string }
	| { readonly name: 'member-listed'; readonly member: MemberRef; readonly isLearner?: boolean }
	| { readonly name: 'member-gone'; readonly memberId: string }
	| { readonly name: 'peer-urls'; readonly memberId: string; readonly peerUrls: readonly string[] }
	/** The learner has applied at least this share of what the leader has. */
	| { readonly name: 'caught-up'; readonly member: MemberRef; readonly ratio: number }
	/** After the member is gone, as many voters as are needed still answer. */
	| { readonly name: 'quorum-without'; readonly memberId: string }
	/** The member at each endpoint has at least this quota in force. */
	| { readonly name: 'quota-at-least'; readonly bytes: number }
	/** All endpoints have the same data, by their hash at the newest revision that all of them have. */
	| { readonly name: 'same-data' }
	| { readonly name: 'no-downgrade' };
