import type { Endpoint, LiveProbes, Reply, Status, TimedRead, VersionAnswer } from '../../core/facts.ts';
import { answersOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';
import { isIdentified, type Access } from './access.ts';
import { askAll, gather, reply, sleep } from './ask.ts';
import { authStatuses } from './auth-status.ts';
import { calls } from './calls.ts';
import { hashAll } from './hash.ts';
import { anonymousOf, anonymousRead, clockOf, healthOf, ownCertificatesOf, versionOf } from './front.ts';
import type { MemberClient } from './member-client.ts';
import { type Budget } from './member-client.ts';
import { sampleTwice } from './metrics.ts';
import { Unanswered } from './silence.ts';

export interface EtcdQuestions {
	readonly endpoints: readonly Endpoint[];
	readonly clients: readonly MemberClient[];
	readonly access: Access;
	readonly budget: Budget;
	/** Aborted by the user only: the metrics window is outside the budget. */
	readonly runSignal: AbortSignal;
	/** Between the two samples of the metrics; 0 takes one. */
	readonly windowMs: number;
	/** Hash members above `hashLimitBytes` too, one after another; without a limit nobody is hashed. */
	readonly deep: boolean;
	readonly hashLimitBytes: number | undefined;
	/** Further places where a member may serve its metrics, from its manifest. */
	readonly metricsUrlsOf: (endpoint: string) => readonly string[];
}

/** How long the others' next question waits for a member that has not answered the first. */
const graceMs = 500;

type EtcdProbes = Omit<LiveProbes, 'now' | 'manifests' | 'snapshots'>;

/** The questions that etcd members answer. All are read-only; see `calls`. */
export function etcdProbes(questions: EtcdQuestions): EtcdProbes {
	const { clients, access, budget } = questions;
	const statuses = once(() => clients.map(client => reply(client, () => client.call(calls.status))));
	const localReads = once(() => askAll(clients, client => timed(client, true)));
	const early = once(() => gather(statuses(), graceMs, budget.signal));
	return {
		endpoints: async () => questions.endpoints,
		statuses: () => Promise.all(statuses()),
		statusesLater: async () => (needsSecondLook(await early()) ? lookAgain(clients, budget) : []),
		memberLists: () => askAll(clients, client => client.call(calls.memberList)),
		alarms: () => askAll(clients, client => client.call(calls.alarms)),
		hashes: async () => hashAll(clients, await early(), questions),
		serializableReads: localReads,
		linearizableReads: () => askAll(clients, client => timed(client, false)),
		metrics: () => askAll(clients, client => sampleTwice(client, questions)),
		health: () => askAll(clients, healthOf),
		versions: () => askAll(clients, versionAt),
		certificates: () => askAll(clients.filter(isSecure), handshakeOf),
		ownCertificates: async () => ownCertificatesOf(access),
		clocks: () => askAll(clients, async client => clockOf(await client.front())),
		authentication: () => authStatuses(clients, versionAt),
		// Who shows nothing anyway has read as a stranger already.
		anonymousReads: async () =>
			isIdentified(access)
				? askAll(clients, client => anonymousRead(client.endpoint, access, budget))
				: (await localReads()).map(anonymousOf),
	};
}

function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}

async function versionAt(client: MemberClient): Promise<VersionAnswer> {
	return versionOf(await client.front());
}

async function timed(client: MemberClient, serializable: boolean): Promise<TimedRead> {
	const started = performance.now();
	const denied = await isDenied(() => client.call(calls.read(serializable)));
	const tookMs = Math.round((performance.now() - started) * 1000) / 1000;
	return { tookMs, ...(denied && { denied }) };
}

/** A user who may not read the key has still been answered by etcd, and as fast as one who may. */
async function isDenied(read: () => Promise<void>): Promise<boolean> {
	try {
		await read();
		return false;
	} catch (error) {
		if (error instanceof Unanswered && error.silence.stage === 'permission') {
			return true;
		}
		throw error;
	}
}

/**
 * Members that name different leaders or terms, know none, have a backlog, seem behind, are ahead of their leader, or stand
 * at one index with different revisions: a moment may explain it, half a second not.
 */
function needsSecondLook(replies: readonly Reply<Status>[]): boolean {
	const seen = answersOf(replies).map(({ answer }) => answer);
	const leader = seen.find(status => status.leaderId === status.memberId);
	const indexes = seen.map(status => status.raftAppliedIndex);
	const count = (of: (status: Status) => unknown) => new Set(seen.map(of)).size;
	return (
		count(s => s.leaderId) > 1 ||
		count(s => s.raftTerm) > 1 ||
		seen.some(s => s.leaderId === '0' || s.raftIndex - s.raftAppliedIndex > 100) ||
		Math.max(...indexes) - Math.min(...indexes) > 100 ||
		seen.some(s => s.revision > (leader?.revision ?? Infinity)) ||
		count(s => `${s.raftAppliedIndex} ${s.revision}`) > count(s => s.raftAppliedIndex)
	);
}

async function lookAgain(clients: readonly MemberClient[], budget: Budget): Promise<Reply<Status>[]> {
	await sleep(500, budget.signal);
	return askAll(clients, client => client.call(calls.status));
}

function isSecure(client: MemberClient): boolean {
	return client.endpoint.startsWith('https:');
}

async function handshakeOf(client: MemberClient): Promise<NonNullable<MemberClient['handshake']>> {
	try {
		await client.front();
	} catch (error) {
		// A certificate that was shown is told even where it was then refused.
		if (!client.handshake) {
			throw error;
		}
	}
	if (!client.handshake) {
		throw new Unanswered('tls', t('No certificate was shown.'));
	}
	return client.handshake;
}
