import { isStarted } from './cluster.ts';
import type { Facts, Member } from './facts.ts';
import { knownMembers } from './members.ts';
import { isDown } from './quorum.ts';

/**
 * The members to which a way can be judged, by id: those of the list that were started and of whom we do not know that
 * they are down. A peer that is down cannot be reached by anybody, and another check says so.
 */
export function livePeers({ memberLists, statuses }: Pick<Facts, 'memberLists' | 'statuses'>): Map<string, Member> {
	const isKnownDown = ({ id }: Member) => {
		const own = statuses.filter(reply => reply.memberId === id);
		return own.length > 0 && own.every(isDown);
	};
	const live = knownMembers({ memberLists }).filter(member => isStarted(member) && !isKnownDown(member));
	return new Map(live.map(member => [member.id, member]));
}
