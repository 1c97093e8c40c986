import { alarmIn } from '../../core/alarms.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { Alarm, Member, MemberList, Status } from '../../core/facts.ts';
import { sameUrl } from '../../core/members.ts';
import { t } from '../../core/words.ts';
import type { MemberState } from '../../operations/cluster-state.ts';
import { calls } from './calls.ts';
import { versionOf } from './front.ts';
import type { MemberClient } from './member-client.ts';
import { parseMetrics } from './metrics-text.ts';
import { Unanswered } from './silence.ts';

export interface SeenCluster {
	readonly id: string;
	readonly version?: string;
	readonly members: readonly MemberState[];
	readonly alarms: readonly Alarm[];
}

/** A member as it answered at one endpoint. */
interface Answered {
	readonly endpoint: string;
	readonly status: Status;
	readonly version: string;
	readonly quotaBytes?: number;
}

type Outcome = Answered | { readonly endpoint: string; readonly silence: string };

/**
 * Looks at every member of the list, whichever endpoints were given: a plan that knew only some would count a quorum wrongly.
 * With read-only calls alone.
 */
export async function seeCluster(
	given: readonly MemberClient[],
	open: (url: string) => MemberClient,
): Promise<SeenCluster> {
	const outcomes = await Promise.all(given.map(look));
	const answered = outcomes.filter(each => 'status' in each);
	const list = await memberList(given, outcomes);
	demandOneCluster(answered, list);
	const missing = list.members.filter(member => !answered.some(({ status }) => status.memberId === member.id));
	const others = await Promise.all(missing.map(member => lookAt(member, outcomes, open)));
	const all = [...answered, ...others.filter(each => each !== undefined)];
	const members = list.members.map(member => stateOf(member, all)).sort((a, b) => a.name.localeCompare(b.name));
	const version = all.flatMap(each => ('version' in each && each.version !== '' ? [each.version] : []))[0];
	return { id: list.clusterId, members, alarms: alarmsOf(members), ...(version !== undefined && { version }) };
}

async function look(client: MemberClient): Promise<Outcome> {
	const { endpoint } = client;
	try {
		const status = await client.call(calls.status);
		const { cluster } = versionOf(await client.front());
		const quotaBytes = status.quotaBytes ?? (await quotaOf(client));
		return { endpoint, status, version: cluster, ...(quotaBytes !== undefined && { quotaBytes }) };
	} catch (error) {
		if (error instanceof Unanswered) {
			return { endpoint, silence: error.message };
		}
		throw error;
	}
}

/** Members before etcd 3.6 tell it in their metrics only; where those are not to be had, nobody knows. */
async function quotaOf(client: MemberClient): Promise<number | undefined> {
	try {
		const { status, body } = await client.page('/metrics');
		const name = 'etcd_server_quota_backend_bytes';
		return status === 200 ? parseMetrics(body, each => each === name)[0]?.value : undefined;
	} catch (error) {
		if (error instanceof Unanswered) {
			return undefined;
		}
		throw error;
	}
}

/** A learner has no list to give; the others give what they know, also without a quorum. */
async function memberList(given: readonly MemberClient[], outcomes: readonly Outcome[]): Promise<MemberList> {
	try {
		return await Promise.any(given.map(client => client.call(calls.memberList)));
	} catch (error) {
		if (error instanceof AggregateError) {
			const bug = error.errors.find(reason => !(reason instanceof Unanswered));
			const why = outcomes.map(each => `${each.endpoint}: ${'silence' in each ? each.silence : ''}`).join(' ');
			throw bug ?? new ExpectedError(t('Not one endpoint gave the member list. {0}', why));
		}
		throw error;
	}
}

function demandOneCluster(answered: readonly Answered[], { clusterId }: MemberList): void {
	const foreign = answered.find(({ status }) => status.clusterId !== clusterId);
	if (foreign) {
		throw new ExpectedError(
			t(
				'The endpoints belong to different clusters: {0} to {1}, others to {2}.',
				foreign.endpoint,
				foreign.status.clusterId,
				clusterId,
			),
		);
	}
}

/** At the URLs that the member serves, unless one of them was asked already. */
async function lookAt(
	member: Member,
	asked: readonly Outcome[],
	open: (url: string) => MemberClient,
): Promise<(Outcome & { readonly id: string }) | undefined> {
	const silent = asked.find(each => member.clientUrls.some(url => sameUrl(url, each.endpoint)));
	if (silent) {
		return { ...silent, id: member.id };
	}
	const [url] = member.clientUrls;
	if (url === undefined) {
		return undefined;
	}
	const outcome = await look(open(url));
	return 'status' in outcome && outcome.status.memberId !== member.id
		? { endpoint: url, id: member.id, silence: t('Another member answers there: {0}.', outcome.status.memberId) }
		: { ...outcome, id: member.id };
}

function stateOf(member: Member, outcomes: readonly (Outcome & { readonly id?: string })[]): MemberState {
	const own = outcomes.find(each => ('status' in each ? each.status.memberId : each.id) === member.id);
	const endpoint = own?.endpoint ?? member.clientUrls[0];
	return {
		...member,
		...(endpoint !== undefined && { endpoint }),
		...(own && 'status' in own && { status: own.status }),
		...(own && 'silence' in own && { silence: own.silence }),
		...(own && 'quotaBytes' in own && own.quotaBytes !== undefined && { quotaBytes: own.quotaBytes }),
	};
}

/** By the members' own account, which needs no quorum; each alarm once. */
function alarmsOf(members: readonly MemberState[]): Alarm[] {
	const told = members.flatMap(({ status }) => status?.errors.flatMap(alarmIn) ?? []);
	const byKey = new Map(told.map(alarm => [`${alarm.memberId} ${alarm.alarm}`, alarm]));
	return [...byKey.values()].filter(({ memberId }) => memberId !== '0');
}
