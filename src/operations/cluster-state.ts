import type { Alarm, Member, Status } from '../core/facts.ts';
import { quorumOf } from '../core/quorum.ts';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';

/** A cluster as it was seen when a plan is made. */
export interface ClusterState {
	/** The name of the connection; empty where none is saved. */
	readonly name: string;
	readonly id: string;
	readonly isProduction: boolean;
	/** Milliseconds since 1970. */
	readonly takenAt: number;
	/** Of the whole cluster, below which no member can join; missing where nobody told. */
	readonly version?: string;
	/** In the order of their names. */
	readonly members: readonly MemberState[];
	readonly alarms: readonly Alarm[];
	/** How etcdctl enters this cluster, without endpoints and without secrets. */
	readonly etcdctlFlags: readonly string[];
}

export interface MemberState extends Member {
	/** Where it was asked, else where it says that it serves; missing while it has never started. */
	readonly endpoint?: string;
	/** Missing where it did not answer. */
	readonly status?: Status;
	/** Why it did not. */
	readonly silence?: string;
	readonly quotaBytes?: number;
}

/** A member that answered. */
export type LiveMember = MemberState & { readonly endpoint: string; readonly status: Status };

export function isLive(member: MemberState): member is LiveMember {
	return member.endpoint !== undefined && member.status !== undefined;
}

export function liveMembers({ members }: ClusterState): LiveMember[] {
	return members.filter(isLive);
}

export function voters({ members }: ClusterState): MemberState[] {
	return members.filter(({ isLearner }) => !isLearner);
}

export function liveVoters(state: ClusterState): LiveMember[] {
	return voters(state).filter(isLive);
}

export function leaderOf(state: ClusterState): LiveMember | undefined {
	return liveVoters(state).find(({ id, status }) => status.leaderId === id);
}

/** By name, id, or endpoint. Throws where there is none, or several have the name. */
export function memberNamed({ members }: ClusterState, wanted: string): MemberState {
	const found = members.filter(({ name, id, endpoint }) => [name, id, endpoint].includes(wanted));
	const [member] = found;
	if (!member || found.length > 1) {
		const known = members.map(labelOf).join(', ');
		throw new ExpectedError(
			member
				? t('Several members are called "{0}": name one by its id. There are {1}.', wanted, known)
				: t('There is no member "{0}". There are {1}.', wanted, known),
		);
	}
	return member;
}

/** The name, with the id beside it; a member that never started has no name. */
export function labelOf({ name, id }: Pick<Member, 'name' | 'id'>): string {
	return name === '' ? id : `${name} (${id})`;
}

/** The name as sentences have it. */
export function nameOf({ name, id }: Pick<Member, 'name' | 'id'>): string {
	return name === '' ? id : name;
}

/** What changes anything needs a leader; without one it would hang or fail midway. */
export function demandQuorum(state: ClusterState): void {
	const all = voters(state);
	const alive = liveVoters(state);
	if (alive.length < quorumOf(all.length) || !leaderOf(state)) {
		throw new ExpectedError(
			t(
				'This needs a quorum, and there is none: {0} of {1} voters answer, {2} are needed, and {3}.',
				alive.length,
				all.length,
				quorumOf(all.length),
				leaderOf(state) ? t('one of them leads') : t('none of them leads'),
			),
		);
	}
}

/** Which members stay silent, as sentences; empty when all answer. */
export function silences({ members }: ClusterState): string[] {
	return members
		.filter(member => !isLive(member))
		.map(member => t('{0} does not answer: {1}', labelOf(member), member.silence ?? t('it has never started')));
}
