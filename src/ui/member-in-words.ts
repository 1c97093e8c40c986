import type { Facts } from '../core/facts.ts';
import type { MemberSummary } from '../core/members.ts';
import { answersOf, silencesOf } from '../core/reply.ts';
import { roleWord, sizeOf } from '../core/report/report-words.ts';
import { t } from '../core/words.ts';

/** `leader`, `3.6.16`, `20 MiB of 2 GiB (1 %)`, `alarm NOSPACE`: what is known of a member, part by part. */
export function memberInWords(member: MemberSummary, facts: Partial<Facts>): string[] {
	const { version, dbSizeBytes, quotaBytes } = member;
	const share = dbSizeBytes !== undefined && quotaBytes ? ` (${Math.floor((dbSizeBytes / quotaBytes) * 100)} %)` : '';
	const silence = silencesOf(facts.statuses ?? []).find(({ endpoint }) => endpoint === member.endpoint)?.silence;
	return [
		silence && !member.reachable ? `${roleWord(member)}: ${silence.message}` : roleWord(member),
		...(version === undefined ? [] : [version]),
		...(dbSizeBytes === undefined ? [] : [`${sizeOf(member)}${share}`]),
		...alarmsOf(member, facts).map(alarm => t('alarm {0}', alarm)),
	];
}

/** As the alarm list tells it, and as the member's own status does: without quorum only the second is to be had. */
export function alarmsOf({ id, endpoint }: MemberSummary, { alarms = [], statuses = [] }: Partial<Facts>): string[] {
	const listed = answersOf(alarms).flatMap(({ answer }) => answer.filter(({ memberId }) => memberId === id));
	const own = answersOf(statuses).find(reply => reply.endpoint === endpoint)?.answer.errors ?? [];
	const told = own.flatMap(text => /alarm:(NOSPACE|CORRUPT)/.exec(text)?.[1] ?? []);
	// A status tells the alarms of the whole cluster; they are this member's only where nobody lists whose they are.
	return [...new Set(answersOf(alarms).length > 0 ? listed.map(({ alarm }) => alarm) : told)];
}
