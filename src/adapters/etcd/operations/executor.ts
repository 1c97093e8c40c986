import { ExpectedError } from '../../../core/errors.ts';
import { t } from '../../../core/words.ts';
import type { MemberRef } from '../../../operations/etcd-call.ts';
import type { Executor, StepRun } from '../../../operations/executor.ts';
import { memberInWords } from '../../../operations/condition-in-words.ts';
import type { EtcdAction, EtcdCondition } from '../../../operations/plan.ts';
import type { Access } from '../access.ts';
import { calls } from '../calls.ts';
import { MemberClient } from '../member-client.ts';
import { Unanswered } from '../silence.ts';
import { changingCall } from './changing-calls.ts';
import { findMember, seenOf } from './conditions.ts';
import { saveSnapshot } from './snapshot.ts';

/** Executes calls on the members of one cluster and of no other. Only the door has it. */
export function etcdExecutor(access: Access, clusterId: string): Executor<EtcdAction, EtcdCondition> {
	return {
		act: (action, run) =>
			inWords(() => withClients(access, [action.endpoint], run, ([client]) => act(action, client, clusterId, run))),
		ask: ({ endpoints, question }, run) =>
			inWords(() =>
				withClients(access, endpoints, run, clients =>
					seenOf(question, clients, { clusterId, open: url => new MemberClient(url, access, budgetOf(run)) }),
				),
			),
	};
}

async function act(
	{ call }: EtcdAction,
	client: MemberClient | undefined,
	clusterId: string,
	run: StepRun,
): Promise<string | undefined> {
	if (!client) {
		throw new ExpectedError(t('The plan names no endpoint for this step.'));
	}
	const { clusterId: found, version } = await client.call(calls.status);
	if (found !== clusterId) {
		throw new ExpectedError(
			t('{0} belongs to the cluster {1}, not to {2}: nothing was sent.', client.endpoint, found, clusterId),
		);
	}
	if (call.name === 'snapshot') {
		return saveSnapshot(client, call.path, version, run);
	}
	const member = call.name === 'member-promote' ? await idOf(call.member, client) : undefined;
	await client.call(changingCall(call, member));
	return undefined;
}

async function idOf(ref: MemberRef, client: MemberClient): Promise<string> {
	const member = findMember(await client.call(calls.memberListNow), ref);
	if (!member) {
		throw new ExpectedError(t('The member list has no such member: {0}.', memberInWords(ref)));
	}
	return member.id;
}

/** The time of a step is that of its calls. A call that changes something is not given up because the user cancels. */
function budgetOf({ deadline, timeoutMs }: StepRun) {
	return { signal: deadline, timeoutMs };
}

async function withClients<T>(
	access: Access,
	endpoints: readonly string[],
	run: StepRun,
	work: (clients: readonly MemberClient[]) => Promise<T>,
): Promise<T> {
	const clients = endpoints.map(endpoint => new MemberClient(endpoint, access, budgetOf(run)));
	try {
		return await work(clients);
	} finally {
		clients.forEach(client => client.close());
	}
}

/** A silence is foreseen: its sentence is for the user. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw error instanceof Unanswered ? new ExpectedError(error.message) : error;
	}
}
