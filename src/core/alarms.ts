import { ofCluster } from './cluster.ts';
import type { Alarm, Facts, From } from './facts.ts';
import type { Outcome } from './finding.ts';
import { knownMembers } from './members.ts';
import { answered, answersOf } from './reply.ts';

type About = Pick<Facts, 'alarms' | 'statuses' | 'memberLists'>;

/**
 * Ids of the members that raised an alarm. Every member knows all alarms, so one source suffices: the alarm call, which
 * needs quorum, or the errors of any status, which do not. Only when both kept silent is it unknown.
 */
export function* alarmed(kind: Alarm['alarm'], { alarms, statuses }: About): Generator<Outcome, readonly string[]> {
	const lists = answersOf(ofCluster(alarms, statuses)).flatMap(({ answer }) => answer);
	const told = answersOf(ofCluster(statuses, statuses)).flatMap(({ answer }) => answer.errors.flatMap(alarmIn));
	if (answersOf(alarms).length === 0 && answersOf(statuses).length === 0) {
		yield* answered(alarms, 'alarms');
	}
	return [...new Set([...lists, ...told].filter(({ alarm }) => alarm === kind).map(({ memberId }) => memberId))];
}

/** `memberID:10276657743932975437 alarm:NOSPACE ` of `Status.errors`; its id is decimal, and 0 is left out. */
export function alarmIn(error: string): Alarm[] {
	const match = /^(?:memberID:(\d+) +)?alarm:(NOSPACE|CORRUPT)\b/.exec(error.trim());
	// The expression lets no other word through.
	return match ? [{ memberId: BigInt(match[1] ?? 0).toString(16), alarm: match[2] as Alarm['alarm'] }] : [];
}

/** Who a member id is, as far as anyone told; the endpoint at which it was asked comes before the advertised one. */
export function whoIs(id: string, { statuses, memberLists }: Pick<Facts, 'statuses' | 'memberLists'>): From {
	const asked = statuses.find(reply => reply.memberId === id);
	const member = knownMembers({ memberLists }).find(each => each.id === id);
	const name = asked?.memberName ?? member?.name;
	return {
		endpoint: asked?.endpoint ?? member?.clientUrls[0] ?? '',
		memberId: id,
		...(name && { memberName: name }),
	};
}
