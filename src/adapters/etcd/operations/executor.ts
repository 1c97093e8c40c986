import { ExpectedError } from '../../../core/errors.ts';
import { t } from '../../../core/words.ts';
import type { MemberRef } from '../../../operations/etcd-call.ts';
import type { Executor, StepRun } from '../../../operations/executor.ts';
import { memberInWords } from '../../../operations/condition-in-words.ts';
import type { EtcdAction, EtcdCondition } from '../../../operations/plan.ts';
import type { Access } from '../access.ts';
import { sleep } from '../ask.ts';
import { calls } from '../calls.ts';
import { MemberClient } from '../member-client.ts';
import { Unanswered } from '../silence.ts';
import { changingCall } from './changing-calls.ts';
import { findMember, seenOf } from './conditions.ts';
import { saveSnapshot } from './snapshot.ts';

/** A look is short: one member that hangs must not take the time of all. */
const lookMs = 5000;

/** Executes calls on the members of one cluster and of no other. Only the door has it. */
export function etcdExecutor(access: Access, clusterId: string): Executor<EtcdAction, EtcdCondition> {
	return {
		act: (action, { deadline, timeoutMs, ...run }) => {
			// A call that changes something is not given up because the user cancels.
			const client = new MemberClient(action.endpoint, access, { signal: deadline, timeoutMs });
			return inWords(() => act(action, client, clusterId, { deadline, timeoutMs, ...run }), [client]);
		},
		ask: ({ endpoints, question }, { deadline }) => {
			const budget = { signal: AbortSignal.any([deadline, AbortSignal.timeout(lookMs)]), timeoutMs: lookMs };
			const open = (endpoint: string) => new MemberClient(endpoint, access, budget);
			const clients = endpoints.map(open);
			return inWords(() => seenOf(question, clients, { clusterId, open }), clients);
		},
	};
}

async function act(
	{ call, memberId }: EtcdAction,
	client: MemberClient,
	clusterId: string,
	run: StepRun,
): Promise<string | undefined> {
	const found = await client.call(calls.status);
	if (found.clusterId !== clusterId) {
		throw new ExpectedError(
			t('{0} belongs to the cluster {1}, not to {2}: nothing was sent.', client.endpoint, found.clusterId, clusterId),
		);
	}
	if (memberId !== undefined && found.memberId !== memberId) {
		throw new ExpectedError(
			t(
				'At {0} the member {1} answers, not {2}: nothing was sent. Give the connection an endpoint for each member.',
				client.endpoint,
				found.memberId,
				memberId,
			),
		);
	}
	if (call.name === 'snapshot') {
		return saveSnapshot(client, call.path, run);
	}
	const member = call.name === 'member-promote' ? await idOf(call.member, client) : undefined;
	await untilAccepted(() => client.call(changingCall(call, member)), run);
	return undefined;
}

/**
 * etcd changes the members only when those that there are have been connected for five seconds, and promotes only a learner
 * that keeps up. Both refusals mean that nothing was done, and pass by themselves.
 */
const passing = /etcdserver: (unhealthy cluster|can only promote a learner member which is in sync with leader)/;

async function untilAccepted(call: () => Promise<unknown>, { deadline, cancelled, tell }: StepRun): Promise<void> {
	for (;;) {
		try {
			await call();
			return;
		} catch (error) {
			const isPassing = error instanceof Unanswered && passing.test(error.message);
			if (!isPassing || deadline.aborted || cancelled.aborted) {
				throw error;
			}
			tell(error.message);
			await sleep(500, AbortSignal.any([deadline, cancelled]));
		}
	}
}

async function idOf(ref: MemberRef, client: MemberClient): Promise<string> {
	const member = findMember(await client.call(calls.memberListNow), ref);
	if (!member) {
		throw new ExpectedError(t('The member list has no such member: {0}.', memberInWords(ref)));
	}
	return member.id;
}

/** A silence is foreseen: its sentence is for the user. The clients are closed, whatever came. */
async function inWords<T>(work: () => Promise<T>, clients: readonly MemberClient[]): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw error instanceof Unanswered ? new ExpectedError(error.message) : error;
	} finally {
		clients.forEach(client => client.close());
	}
}
