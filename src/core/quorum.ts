import { currentMembers, isStarted } from './cluster.ts';
import type { Facts, Member, Reply } from './facts.ts';
import { answersOf, isAnswered, isUntold } from './reply.ts';

export interface Voter {
	readonly member: Member;
	/** `down`: asked, and nobody there. `silent`: asked, and refused to us. `not-asked`: none of the endpoints is its own. */
	readonly state: 'answered' | 'down' | 'silent' | 'not-asked';
}

/** Every voter of the member list, and how it answered when its status was asked. */
export function votersOf({ statuses, memberLists }: Pick<Facts, 'statuses' | 'memberLists'>): Voter[] {
	return currentMembers({ statuses, memberLists })
		.filter(member => !member.isLearner)
		.map(member => ({ member, state: stateOf(member, statuses) }));
}

function stateOf(member: Member, statuses: Facts['statuses']): Voter['state'] {
	if (!isStarted(member)) {
		return 'down';
	}
	const own = statuses.filter(reply => reply.memberId === member.id && !isUntold(reply));
	if (own.length === 0) {
		return 'not-asked';
	}
	return answersOf(own).length > 0 ? 'answered' : own.every(isDown) ? 'down' : 'silent';
}

/** Whether nobody was there, as against somebody who would not talk to us. */
export function isDown(reply: Reply<unknown>): boolean {
	return !isAnswered(reply) && ['dns', 'tcp', 'deadline'].includes(reply.silence.stage);
}

/** Voters needed for a decision among `count`. */
export function quorumOf(count: number): number {
	return Math.floor(count / 2) + 1;
}

/** What the voters' answers prove of a quorum: at least `alive` and at most `possible` of `count` take part. */
export interface Attendance {
	readonly count: number;
	readonly quorum: number;
	readonly alive: number;
	readonly possible: number;
}

export function attendanceOf(voters: readonly Voter[]): Attendance {
	const having = (state: Voter['state']) => voters.filter(voter => voter.state === state).length;
	return {
		count: voters.length,
		quorum: quorumOf(voters.length),
		alive: having('answered'),
		possible: voters.length - having('down'),
	};
}
