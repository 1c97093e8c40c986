import type { Facts, Status } from './facts.ts';
import { attendanceOf, votersOf } from './quorum.ts';

/**
 * Whether the member can have what needs a leader: it knows one, and not so many voters are down that there is no quorum.
 * Where it cannot, reads and proposals fail for a reason that other checks name.
 */
export function hasLeader(status: Pick<Status, 'leaderId'>, facts: Pick<Facts, 'statuses' | 'memberLists'>): boolean {
	const { count, possible, quorum } = attendanceOf(votersOf(facts));
	return status.leaderId !== '0' && (count === 0 || possible >= quorum);
}
