import type { Collected } from '../../core/collect.ts';
import { factShapes } from '../../core/facts-shape.ts';
import type { Endpoint, FactName, Facts, From, Reply, Silence } from '../../core/facts.ts';
import { kubernetesFacts } from '../../core/kubernetes.ts';
import { identify, knownMembers } from '../../core/members.ts';
import { isAnswered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';
import type { Found } from './found.ts';

/** Several files are one import. What none of them holds is a gap, never an empty answer. */
export function mergeFound(files: readonly Found[], takenAt: number): Collected {
	const merged: Partial<Facts> = { now: takenAt, ...mergeReplies(files) };
	const placed = withEndpoints(
		merged,
		files.flatMap(({ facts }) => facts.endpoints ?? []),
	);
	const facts = withUntold(identify(withoutMixedHashes(placed, files)));
	const told = Object.assign({}, ...files.toReversed().map(file => file.gaps)) as Collected['gaps'];
	return { facts, gaps: gapsOf(facts, told) };
}

const replied = [
	'memberLists',
	'statuses',
	'alarms',
	'hashes',
	'serializableReads',
	'linearizableReads',
	'metrics',
] as const satisfies readonly FactName[];

/** Of one endpoint that two files speak of, an answer wins over a silence, and then the later file. */
function mergeReplies(files: readonly Found[]): Partial<Facts> {
	const entries = replied.map(name => {
		const byEndpoint = new Map<string, Reply<unknown>>();
		for (const reply of files.flatMap(({ facts }): readonly Reply<unknown>[] => facts[name] ?? [])) {
			const before = byEndpoint.get(reply.endpoint);
			if (!before || isAnswered(reply) || !isAnswered(before)) {
				byEndpoint.set(reply.endpoint, reply);
			}
		}
		return [name, [...byEndpoint.values()]] as const;
	});
	// Each name keeps the kind of replies it had.
	return Object.fromEntries(entries.filter(([, replies]) => replies.length > 0)) as Partial<Facts>;
}

/**
 * etcdctl prints endpoints as they were typed, often without a scheme, and lists of members and alarms with the id of who
 * answered and no endpoint. The member lists tell the URL. While a scheme stays open, `endpoints` is not known: whether
 * there was TLS is what it would tell.
 */
function withEndpoints(facts: Partial<Facts>, given: readonly Endpoint[]): Partial<Facts> {
	const members = knownMembers({ memberLists: facts.memberLists ?? [] });
	const statuses = (facts.statuses ?? []).filter(isAnswered);
	const urls = members.flatMap(member => member.clientUrls);
	const urlOf = (from: From): string => {
		const own = members.find(member => member.id === from.memberId)?.clientUrls ?? [];
		const asked = statuses.find(status => status.answer.memberId === from.memberId)?.endpoint;
		const endpoint = from.memberId !== undefined && !isAddress(from.endpoint) ? (asked ?? own[0]) : from.endpoint;
		return hasScheme(endpoint ?? '')
			? (endpoint ?? '')
			: (urls.find(url => isAt(url, endpoint ?? '')) ?? endpoint ?? from.endpoint);
	};
	const resolved = Object.entries(facts).map(([name, value]) => [
		name,
		Array.isArray(value) ? value.map((reply: From) => ({ ...reply, endpoint: urlOf(reply) })) : value,
	]);
	const asked = [...new Set([...statuses, ...(facts.linearizableReads ?? []), ...(facts.hashes ?? [])].map(urlOf))];
	const endpoints = given.length > 0 ? given : asked.map(url => ({ url, source: 'given' }) as const);
	return {
		// Only endpoints of replies were replaced.
		...(Object.fromEntries(resolved) as Partial<Facts>),
		...(endpoints.length > 0 && endpoints.every(({ url }) => hasScheme(url)) && { endpoints }),
	};
}

function hasScheme(endpoint: string): boolean {
	return /^https?:\/\//i.test(endpoint);
}

/** Whether the text is an endpoint, and not the name of a file that stands for one. */
function isAddress(text: string): boolean {
	return hasScheme(text) || /^(\[[^\]]+\]|[^:/\\]+):\d+$/.test(text);
}

function isAt(url: string, address: string): boolean {
	return url.replace(/^https?:\/\//i, '').toLowerCase() === address.toLowerCase();
}

/** Before 3.6 a hash does not tell its revision; those of one command have the same, those of several may not. */
function withoutMixedHashes(facts: Partial<Facts>, files: readonly Found[]): Partial<Facts> {
	const isOld = (facts.statuses ?? []).filter(isAnswered).some(({ answer }) => /^3\.[0-5]\./.test(answer.version));
	const { hashes, ...rest } = facts;
	return hashes && files.filter(file => file.facts.hashes).length > 1 && isOld ? rest : { ...facts };
}

/**
 * Nobody printed the members that did not answer, so where some are known to be without an answer, that is said of each:
 * it was not told. Alarms are those of the whole cluster, so one answer is enough.
 */
function withUntold(facts: Partial<Facts>): Partial<Facts> {
	const perMember = replied.filter(name => name !== 'alarms');
	const everyReply = perMember.flatMap((name): readonly Reply<unknown>[] => facts[name] ?? []);
	const places = new Map<string, From>();
	for (const { endpoint, memberId, memberName } of everyReply.filter(({ endpoint }) => isAddress(endpoint))) {
		const from = {
			endpoint,
			...(memberId !== undefined && { memberId }),
			...(memberName !== undefined && { memberName }),
		};
		places.set(memberId ?? endpoint, places.get(memberId ?? endpoint) ?? from);
	}
	for (const { id, name, clientUrls } of knownMembers({ memberLists: facts.memberLists ?? [] })) {
		const endpoint = clientUrls[0];
		if (endpoint !== undefined && !places.has(id)) {
			places.set(id, { endpoint, memberId: id, memberName: name });
		}
	}
	const silence: Silence = { stage: 'etcd', message: t('The imported files do not tell.'), cause: 'untold' };
	const completed = perMember.flatMap(name => {
		const replies: readonly Reply<unknown>[] = facts[name] ?? [];
		const told = new Set(replies.flatMap(reply => [reply.memberId ?? reply.endpoint, reply.endpoint]));
		const lacking = [...places.values()].filter(
			from => !told.has(from.memberId ?? from.endpoint) && !told.has(from.endpoint),
		);
		return replies.length === 0 ? [] : [[name, [...replies, ...lacking.map(from => ({ ...from, silence }))]] as const];
	});
	// Silences fit every kind of reply.
	return { ...facts, ...(Object.fromEntries(completed) as Partial<Facts>) };
}

function gapsOf(facts: Partial<Facts>, told: Collected['gaps']): Collected['gaps'] {
	const names = Object.keys(factShapes) as FactName[];
	// Whoever asks an etcd for itself asks nothing of Kubernetes: that is no gap.
	const ofKubernetes: readonly FactName[] = kubernetesFacts;
	const lacking = names.filter(name => facts[name] === undefined && !ofKubernetes.includes(name));
	return Object.fromEntries(lacking.map(name => [name, told[name] ?? t('The imported files do not hold it.')]));
}
