import type { Facts, Member, Reply } from './facts.ts';
import { knownMembers } from './members.ts';
import { answersOf, isAnswered } from './reply.ts';

export interface Voter {
	readonly member: Member;
	/** `down`: asked, and nobody there. `silent`: asked, and refused to us. `not-asked`: none of the endpoints is its own. */
	readonly state: 'answered' | 'down' | 'silent' | 'not-asked';
}

/** Every voter of the member lists, and how it answered when its status was asked. */
export function votersOf({ statuses, memberLists }: Pick<Facts, 'statuses' | 'memberLists'>): Voter[] {
	return knownMembers({ memberLists })
		.filter(member => !member.isLearner)
		.map(member => ({ member, state: stateOf(member, statuses) }));
}

function stateOf(member: Member, statuses: Facts['statuses']): Voter['state'] {
	if (member.name === '' && member.clientUrls.length === 0) {
		return 'down';
	}
	const own = statuses.filter(reply => reply.memberId === member.id);
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
