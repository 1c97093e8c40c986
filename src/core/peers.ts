import { currentMembers, isStarted } from './cluster.ts';
import type { Facts, From, Member } from './facts.ts';
import type { Outcome } from './finding.ts';
import { isDown } from './quorum.ts';
import { answersOf, labelOf } from './reply.ts';
import { t } from './words.ts';

type About = Pick<Facts, 'memberLists' | 'statuses'>;

/**
 * The members to which a way from this one can be judged: the others of its own list that were started and of whom we do
 * not know that they are down. A peer that is down cannot be reached by anybody, and another check says so. Without a
 * list it is said as unknown.
 */
export function* livePeersOf(from: From, about: About): Generator<Outcome, Member[]> {
	const own = answersOf(about.memberLists).find(({ endpoint }) => endpoint === from.endpoint);
	const members = own?.answer.members ?? currentMembers(about);
	if (members.length === 0 || from.memberId === undefined) {
		yield { unknown: t('{0}: which members it has to reach is not known.', labelOf(from)), missing: ['memberLists'] };
		return [];
	}
	return members.filter(
		member => member.id !== from.memberId && isStarted(member) && !isKnownDown(member, about.statuses),
	);
}

function isKnownDown({ id }: Member, statuses: Facts['statuses']): boolean {
	const own = statuses.filter(reply => reply.memberId === id);
	return own.length > 0 && own.every(isDown);
}
