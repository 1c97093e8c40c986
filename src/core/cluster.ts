import type { FactName, Facts, Member, Reply } from './facts.ts';
import type { Outcome, Subject } from './finding.ts';
import { clusterIdOf } from './members.ts';
import { answered, answersOf, type Answered } from './reply.ts';
import { t } from './words.ts';

type About = Pick<Facts, 'statuses' | 'memberLists'>;

/** The replies without those of members that told of another cluster than the judged one. Who told of none stays. */
export function ofCluster<T>(replies: readonly Reply<T>[], statuses: Facts['statuses']): Reply<T>[] {
	const clusterId = clusterIdOf({ statuses });
	const foreign = answersOf(statuses).filter(({ answer }) => answer.clusterId !== clusterId);
	const endpoints = new Set(foreign.map(reply => reply.endpoint));
	return replies.filter(reply => !endpoints.has(reply.endpoint));
}

/**
 * Who belongs to the cluster. Lists may differ, so the one is taken that can be the most recent: of the highest term the
 * leader's, else that of the member that has applied most. Empty when no list was told.
 */
export function currentMembers({ statuses, memberLists }: About): readonly Member[] {
	const lists = answersOf(ofCluster(memberLists, statuses));
	const leads = ({ answer }: (typeof ranked)[number]) => Number(answer.leaderId === answer.memberId);
	const ranked = answersOf(ofCluster(statuses, statuses));
	ranked.sort(
		(a, b) =>
			b.answer.raftTerm - a.answer.raftTerm ||
			leads(b) - leads(a) ||
			b.answer.raftAppliedIndex - a.answer.raftAppliedIndex,
	);
	const best = ranked.map(({ endpoint }) => lists.find(list => list.endpoint === endpoint)).find(list => list);
	return (best ?? lists[0])?.answer.members ?? [];
}

/** Said by a check that must know the members and has no list of them. */
export function* knownCurrentMembers(about: About): Generator<Outcome, readonly Member[]> {
	const members = currentMembers(about);
	if (members.length === 0) {
		const { length } = yield* answered(ofCluster(about.memberLists, about.statuses), 'memberLists');
		if (length > 0) {
			yield { unknown: t('The member list is empty.'), missing: ['memberLists'] };
		}
	}
	return members;
}

/**
 * `answered` for a check that sets members side by side: those of the judged cluster, each once; a member that was not
 * asked is unknown as well, since it may be the one that differs.
 */
export function* compared<T>(
	replies: readonly Reply<T>[],
	fact: FactName,
	about: About,
): Generator<Outcome, Answered<T>[]> {
	const answers = yield* answered(ofCluster(replies, about.statuses), fact);
	yield* unasked(about, fact);
	const keyOf = (reply: Answered<T>) => reply.memberId ?? reply.endpoint;
	return answers.filter((reply, index) => answers.findIndex(other => keyOf(other) === keyOf(reply)) === index);
}

/** A learner is left out where a check is about voters alone. */
export function* unasked(
	about: About,
	fact: FactName,
	isMeant: (member: Member) => boolean = isStarted,
): Generator<Outcome> {
	const members = currentMembers(about);
	if (members.length === 0) {
		yield { unknown: t('Which members there are is not known.'), missing: ['memberLists'] };
	}
	const asked = new Set(about.statuses.map(reply => reply.memberId));
	for (const member of members.filter(each => isMeant(each) && isStarted(each) && !asked.has(each.id))) {
		yield { unknown: t('{0} was not asked.', labelOfMember(member)), missing: [fact] };
	}
}

/** A member that never ran has told the cluster neither its name nor where clients find it. */
export function isStarted(member: Member): boolean {
	return member.name !== '' || member.clientUrls.length > 0;
}

/** How a message names a member of the list: like `labelOf`, and by its peer address as long as it has no name. */
export function labelOfMember({ id, name, clientUrls, peerUrls }: Member): string {
	return `${name || id} (${clientUrls[0] ?? peerUrls[0] ?? id})`;
}

export function subjectOfMember({ id, name, clientUrls, peerUrls }: Member): Subject {
	return { kind: 'member', id, endpoint: clientUrls[0] ?? peerUrls[0] ?? '', ...(name !== '' && { name }) };
}
