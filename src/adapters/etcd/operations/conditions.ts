import { alarmIn } from '../../../core/alarms.ts';
import { formatBytes } from '../../../core/bytes.ts';
import { ExpectedError } from '../../../core/errors.ts';
import type { Member, MemberList, Status } from '../../../core/facts.ts';
import { sameUrl } from '../../../core/members.ts';
import { quorumOf } from '../../../core/quorum.ts';
import { t } from '../../../core/words.ts';
import { memberInWords } from '../../../operations/condition-in-words.ts';
import type { EtcdQuestion, MemberRef } from '../../../operations/etcd-call.ts';
import type { Seen } from '../../../operations/executor.ts';
import { calls } from '../calls.ts';
import type { MemberClient } from '../member-client.ts';
import { parseMetrics } from '../metrics-text.ts';
import { Unanswered } from '../silence.ts';

interface Around {
	readonly clusterId: string;
	/** A client for a URL of the member list; whoever opens it closes it. */
	open(url: string): MemberClient;
}

type Ask<Q> = (question: Q, clients: readonly MemberClient[], around: Around) => Promise<Seen>;

/** How each question is put, with calls of the read-only list alone. */
const asks: { readonly [N in EtcdQuestion['name']]: Ask<Extract<EtcdQuestion, { name: N }>> } = {
	healthy: async ({ despite = [] }, clients, { clusterId }) =>
		firstUnmet(await Promise.all(clients.map(client => healthOf(client, despite, clusterId)))) ??
		seen(true, t('Every member answers.')),
	'not-leader': async (_, clients) => leadOf(await fromAny(clients, statusOf)),
	leader: async ({ memberId }, clients) => {
		const { leaderId } = await fromAny(clients, statusOf);
		return seen(leaderId === memberId, leaderId === '0' ? t('There is no leader.') : t('Member {0} leads.', leaderId));
	},
	compacted: async ({ revision }, clients) => compaction(revision, clients),
	'no-alarm': async ({ alarm, memberId }, clients) => {
		const all = await fromAny(clients, client => client.call(calls.alarms));
		const raised = all.filter(each => each.alarm === alarm && (memberId ?? each.memberId) === each.memberId);
		const ids = raised.map(each => each.memberId).join(', ');
		return raised.length > 0
			? seen(false, t('The alarm {0} is raised by {1}.', alarm, ids))
			: seen(true, t('The alarm {0} is not raised.', alarm));
	},
	'member-listed': async ({ member, isLearner }, clients) => {
		const found = findMember(await listOf(clients), member);
		const name = memberInWords(member);
		return found
			? seen(isLearner === undefined || found.isLearner === isLearner, roleInWords(name, found))
			: seen(false, t('The member list has no such member: {0}.', name));
	},
	'member-gone': async ({ memberId }, clients) => {
		const isThere = findMember(await listOf(clients), { id: memberId }) !== undefined;
		return seen(
			!isThere,
			isThere ? t('Member {0} is in the list.', memberId) : t('Member {0} is not in the list.', memberId),
		);
	},
	'peer-urls': async ({ memberId, peerUrls }, clients) => {
		const urls = findMember(await listOf(clients), { id: memberId })?.peerUrls ?? [];
		const isSame = urls.length === peerUrls.length && peerUrls.every(url => urls.some(own => sameUrl(own, url)));
		return seen(isSame, t('Member {0} has the peer URLs {1}.', memberId, urls.join(', ') || t('none')));
	},
	'caught-up': ({ member, ratio }, clients, around) => matchOf(member, ratio, clients, around),
	'quorum-without': ({ memberId }, clients, around) => attendance(memberId, clients, around),
	'quota-at-least': async ({ bytes }, clients) =>
		firstUnmet(await Promise.all(clients.map(client => quotaAt(client, bytes)))) ??
		seen(true, t('The quota in force is at least {0}.', formatBytes(bytes))),
	'same-data': async (_, clients) => sameData(clients),
	'no-downgrade': async (_, clients) => {
		const { downgradeTarget } = await fromAny(clients, statusOf);
		return downgradeTarget === undefined
			? seen(true, t('No downgrade is under way.'))
			: seen(false, t('A downgrade to {0} is under way.', downgradeTarget));
	},
};

export function seenOf(question: EtcdQuestion, clients: readonly MemberClient[], around: Around): Promise<Seen> {
	// Each key of the table takes the question of its own name; a mapped type cannot say so of a union.
	const ask = asks[question.name] as Ask<EtcdQuestion>;
	return ask(question, clients, around);
}

export function findMember({ members }: MemberList, ref: MemberRef): Member | undefined {
	return members.find(member =>
		'id' in ref ? member.id === ref.id : member.peerUrls.some(url => sameUrl(url, ref.peerUrl)),
	);
}

function seen(holds: boolean, told: string): Seen {
	return { holds, told };
}

function firstUnmet(all: readonly Seen[]): Seen | undefined {
	return all.find(({ holds }) => !holds);
}

function statusOf(client: MemberClient): Promise<Status> {
	return client.call(calls.status);
}

function listOf(clients: readonly MemberClient[]): Promise<MemberList> {
	return fromAny(clients, client => client.call(calls.memberListNow));
}

/** What the first member says that answers at all; silent where none does. */
async function fromAny<T>(clients: readonly MemberClient[], ask: (client: MemberClient) => Promise<T>): Promise<T> {
	try {
		return await Promise.any(clients.map(ask));
	} catch (error) {
		const reasons: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
		const bug = reasons.find(reason => !(reason instanceof Unanswered));
		throw bug ?? reasons[0] ?? new ExpectedError(t('The plan names no endpoint for this step.'));
	}
}

/** A learner takes no linearizable reads: of it, the status is all there is. */
async function healthOf(client: MemberClient, despite: readonly string[], clusterId: string): Promise<Seen> {
	const where = client.endpoint;
	try {
		const status = await statusOf(client);
		const errors = status.errors.filter(error => !alarmIn(error).some(({ alarm }) => despite.includes(alarm)));
		if (status.clusterId !== clusterId) {
			return seen(false, t('{0} belongs to the cluster {1}.', where, status.clusterId));
		}
		if (status.leaderId === '0' || errors.length > 0) {
			return seen(false, t('{0} is not well: {1}', where, errors.join('; ') || t('it knows no leader')));
		}
		if (!status.isLearner) {
			await client.call(calls.read(false));
		}
		return seen(true, t('{0} answers.', where));
	} catch (error) {
		if (error instanceof Unanswered) {
			return seen(false, t('{0} does not answer: {1}', where, error.message));
		}
		throw error;
	}
}

function leadOf({ leaderId, memberId }: Status): Seen {
	if (leaderId === '0') {
		return seen(false, t('There is no leader.'));
	}
	return leaderId === memberId
		? seen(false, t('Member {0} leads.', memberId))
		: seen(true, t('Member {0} does not lead, {1} does.', memberId, leaderId));
}

/** The revision below is refused by name once it is compacted. */
async function compaction(revision: number, clients: readonly MemberClient[]): Promise<Seen> {
	const isOpen = seen(false, t('Revisions below {0} are not compacted.', revision));
	if (revision <= 1) {
		return isOpen;
	}
	try {
		await fromAny(clients, client => client.call(calls.readAt(revision - 1)));
		return isOpen;
	} catch (error) {
		if (error instanceof Unanswered && /has been compacted/.test(error.message)) {
			return seen(true, t('Revisions below {0} are compacted.', revision));
		}
		throw error;
	}
}

function roleInWords(name: string, { isLearner, id }: Member): string {
	return isLearner ? t('{0} ({1}) is a learner.', name, id) : t('{0} ({1}) is a voter.', name, id);
}

async function sameData(clients: readonly MemberClient[]): Promise<Seen> {
	const revision = Math.min(...(await Promise.all(clients.map(statusOf))).map(status => status.revision));
	const hashes = await Promise.all(clients.map(client => client.call(calls.hashKv(revision))));
	const isSame = new Set(hashes.map(({ hash }) => hash)).size === 1;
	return isSame
		? seen(true, t('All members have the same data at revision {0}.', revision))
		: seen(false, t('The data differ at revision {0}.', revision));
}

/** As the leader sees it before it promotes: what the learner has of what the leader has. */
async function matchOf(ref: MemberRef, ratio: number, clients: readonly MemberClient[], around: Around): Promise<Seen> {
	const member = findMember(await listOf(clients), ref);
	const url = member?.clientUrls[0];
	if (!member || url === undefined) {
		return seen(false, t('It has not started yet: {0}.', memberInWords(ref)));
	}
	const learner = around.open(url);
	try {
		const [own, newest] = await Promise.all([statusOf(learner), newestIndex(clients)]);
		const share = newest === 0 ? 0 : Math.min(1, own.raftAppliedIndex / newest);
		return seen(
			share >= ratio,
			t('It has applied {0} % of the log: {1}.', Math.floor(share * 100), memberInWords(ref)),
		);
	} finally {
		learner.close();
	}
}

async function newestIndex(clients: readonly MemberClient[]): Promise<number> {
	const statuses = await Promise.allSettled(clients.map(statusOf));
	return Math.max(0, ...statuses.map(each => (each.status === 'fulfilled' ? each.value.raftIndex : 0)));
}

/** Whether a quorum of the voters that stay is there; asked of each at its own URL. */
async function attendance(memberId: string, clients: readonly MemberClient[], around: Around): Promise<Seen> {
	const { members } = await listOf(clients);
	const staying = members.filter(member => member.id !== memberId && !member.isLearner);
	const present = await Promise.all(staying.map(member => isThere(member, clients, around)));
	const count = present.filter(Boolean).length;
	const needed = quorumOf(staying.length);
	return seen(
		staying.length > 0 && count >= needed,
		t('Without it {0} of {1} voters answer, and {2} are needed.', count, staying.length, needed),
	);
}

/** At an endpoint of the connection where it is one, else where the member says that it is. */
async function isThere(member: Member, clients: readonly MemberClient[], around: Around): Promise<boolean> {
	const own = await Promise.allSettled(clients.map(statusOf));
	if (own.some(each => each.status === 'fulfilled' && each.value.memberId === member.id)) {
		return true;
	}
	const [url] = member.clientUrls;
	if (url === undefined) {
		return false;
	}
	const client = around.open(url);
	try {
		return (await statusOf(client)).memberId === member.id;
	} catch (error) {
		if (error instanceof Unanswered) {
			return false;
		}
		throw error;
	} finally {
		client.close();
	}
}

/** The metric is there in every version; the status tells it from 3.6 on. */
async function quotaAt(client: MemberClient, bytes: number): Promise<Seen> {
	const { status, body } = await client.page('/metrics');
	const name = 'etcd_server_quota_backend_bytes';
	const quota =
		status === 200
			? parseMetrics(
					body,
					each => each === name,
					() => false,
				)[0]?.value
			: undefined;
	if (quota === undefined) {
		throw new ExpectedError(t('{0} does not tell its quota.', client.endpoint));
	}
	return seen(quota >= bytes, t('The quota of {0} is {1}.', client.endpoint, formatBytes(quota)));
}
