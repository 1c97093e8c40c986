import type { Facts, From, Member, Reply, Status } from './facts.ts';
import { answersOf, isAnswered } from './reply.ts';

/** One member as the report lists it. */
export interface MemberSummary {
	/** Empty while nobody has told who listens at the endpoint. */
	readonly id: string;
	readonly name: string;
	readonly endpoint: string;
	readonly role: 'leader' | 'follower' | 'learner' | 'unknown';
	/** False also for a member of the list that was not asked; `asked` tells the two apart. */
	readonly reachable: boolean;
	readonly asked: boolean;
	readonly version?: string;
	readonly dbSizeBytes?: number;
	readonly dbSizeInUseBytes?: number;
	readonly quotaBytes?: number;
}

type Identifying = Pick<Facts, 'statuses' | 'memberLists'>;

/** Every member anyone knows, and every endpoint that was asked; a member asked at two endpoints counts once. */
export function summarizeMembers(facts: Partial<Facts>): MemberSummary[] {
	const known = { statuses: facts.statuses ?? [], memberLists: facts.memberLists ?? [] };
	const asked = uniqueMembers(known.statuses.map(reply => summarizeReply(reply, facts)));
	const ids = new Set(asked.map(member => member.id));
	const notAsked = knownMembers(known)
		.filter(member => !ids.has(member.id))
		.map(member => summarizeUnasked(member));
	return [...asked, ...notAsked];
}

function summarizeReply(reply: Reply<Status>, facts: Partial<Facts>): MemberSummary {
	const base = {
		id: reply.memberId ?? '',
		name: reply.memberName ?? '',
		endpoint: reply.endpoint,
		asked: isAnswered(reply) || reply.silence.cause !== 'untold',
		reachable: isAnswered(reply),
	};
	if (!isAnswered(reply)) {
		return { ...base, role: 'unknown' };
	}
	const { answer } = reply;
	const quotaBytes = quotaOf(reply, facts.metrics ?? []);
	return {
		...base,
		id: answer.memberId,
		role: answer.isLearner ? 'learner' : answer.leaderId === answer.memberId ? 'leader' : 'follower',
		version: answer.version,
		dbSizeBytes: answer.dbSizeBytes,
		dbSizeInUseBytes: answer.dbSizeInUseBytes,
		...(quotaBytes !== undefined && { quotaBytes }),
	};
}

function summarizeUnasked(member: Member): MemberSummary {
	return {
		id: member.id,
		name: member.name,
		endpoint: member.clientUrls[0] ?? '',
		role: member.isLearner ? 'learner' : 'unknown',
		reachable: false,
		asked: false,
	};
}

/** The one that answered wins. */
function uniqueMembers(members: readonly MemberSummary[]): MemberSummary[] {
	const byId = new Map<string, MemberSummary>();
	for (const member of members) {
		const key = member.id || member.endpoint;
		if (!byId.get(key)?.reachable) {
			byId.set(key, member);
		}
	}
	return [...byId.values()];
}

/** The quota in force: the server's own word (3.6), else the metric that every version has. */
export function quotaOf(from: Reply<Status>, metrics: Facts['metrics']): number | undefined {
	if (isAnswered(from) && from.answer.quotaBytes !== undefined) {
		return from.answer.quotaBytes;
	}
	const own = answersOf(metrics).find(reply => reply.endpoint === from.endpoint);
	return own?.answer.first.find(sample => sample.name === 'etcd_server_quota_backend_bytes')?.value;
}

/** Members of all lists, each id once, as the first list that has it tells it. */
export function knownMembers(facts: Pick<Facts, 'memberLists'>): Member[] {
	const byId = new Map<string, Member>();
	for (const { answer } of answersOf(facts.memberLists)) {
		for (const member of answer.members) {
			byId.set(member.id, byId.get(member.id) ?? member);
		}
	}
	return [...byId.values()];
}

/** The cluster that most of the answering members belong to; empty while none answered. */
export function clusterIdOf(facts: Pick<Facts, 'statuses'>): string {
	const counts = new Map<string, number>();
	for (const { answer } of answersOf(facts.statuses)) {
		counts.set(answer.clusterId, (counts.get(answer.clusterId) ?? 0) + 1);
	}
	return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/**
 * Writes into every reply who gave it, silent endpoints included: by the status of the same endpoint, else by the client
 * URLs in the member lists.
 */
export function identify(facts: Partial<Facts>): Partial<Facts> {
	const who = identifier({ statuses: facts.statuses ?? [], memberLists: facts.memberLists ?? [] });
	const entries = Object.entries(facts).map(([name, value]) => [name, isReplies(value) ? value.map(who) : value]);
	// The names are those of `facts`, and `who` only adds to replies.
	return Object.fromEntries(entries) as Partial<Facts>;
}

function isReplies(value: unknown): value is From[] {
	return Array.isArray(value) && value.every(item => 'endpoint' in item);
}

function identifier(facts: Identifying): (from: From) => From {
	const members = knownMembers(facts);
	const idByEndpoint = new Map(answersOf(facts.statuses).map(reply => [reply.endpoint, reply.answer.memberId]));
	return from => {
		const byStatus = from.memberId ?? idByEndpoint.get(from.endpoint);
		const member = members.find(m =>
			byStatus ? m.id === byStatus : m.clientUrls.some(url => sameUrl(url, from.endpoint)),
		);
		const memberId = byStatus ?? member?.id;
		const memberName = from.memberName ?? member?.name;
		return { ...from, ...(memberId !== undefined && { memberId }), ...(memberName !== undefined && { memberName }) };
	};
}

/** Whether two client URLs are one: case, a trailing slash and the default port do not matter. */
export function sameUrl(a: string, b: string): boolean {
	const plain = (url: string) => url.toLowerCase().replace(/\/+$/, '');
	return plain(a) === plain(b);
}
