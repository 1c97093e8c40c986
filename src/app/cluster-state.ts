import { calls, type LeaseTime } from '../adapters/etcd/calls.ts';
import { seeCluster } from '../adapters/etcd/cluster-state.ts';
import { MemberClient } from '../adapters/etcd/member-client.ts';
import { Unanswered } from '../adapters/etcd/silence.ts';
import type { Connection } from '../core/connection.ts';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import type { ClusterState } from '../operations/cluster-state.ts';
import { accessOf, givenUrls, type Secrets } from './diagnose.ts';

/** Looks at a cluster before a plan is made for it. Changes nothing, whatever the connection allows. */
export async function readClusterState(
	connection: Connection,
	secrets: Secrets,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<ClusterState> {
	const takenAt = Date.now();
	return withClients(connection, secrets, timeoutMs, signal, async (clients, open) => {
		const seen = await seeCluster(clients, open);
		const { name, isProduction = false } = connection;
		return { ...seen, name, isProduction, takenAt, etcdctlFlags: etcdctlFlagsOf(connection) };
	});
}

/** How etcdctl enters the cluster as this connection does; of a user, the name alone. */
function etcdctlFlagsOf(connection: Connection): string[] {
	const { caFile, certFile, keyFile, user, skipVerify } = connection;
	return [
		...(caFile === undefined ? [] : [`--cacert=${caFile}`]),
		...(certFile === undefined ? [] : [`--cert=${certFile}`]),
		...(keyFile === undefined ? [] : [`--key=${keyFile}`]),
		...(skipVerify ? ['--insecure-skip-tls-verify'] : []),
		...(user === undefined ? [] : [`--user=${user}`]),
	];
}

export interface Account {
	readonly name: string;
	readonly roles: readonly string[];
}

/** Users with their roles, and all roles. */
export function listAccounts(
	connection: Connection,
	secrets: Secrets,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<{ readonly users: readonly Account[]; readonly roles: readonly string[] }> {
	return withClients(connection, secrets, timeoutMs, signal, clients =>
		fromFirst(clients, async client => {
			const users: Account[] = [];
			for (const name of await client.call(calls.users)) {
				users.push({ name, roles: await client.call(calls.user(name)) });
			}
			return { users, roles: await client.call(calls.roles) };
		}),
	);
}

/** As many leases as are looked at one by one. */
const mostLeases = 1000;

export function listLeases(
	connection: Connection,
	secrets: Secrets,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<{ readonly count: number; readonly leases: readonly LeaseTime[] }> {
	return withClients(connection, secrets, timeoutMs, signal, clients =>
		fromFirst(clients, async client => {
			const ids = await client.call(calls.leases);
			const leases: LeaseTime[] = [];
			for (const id of ids.slice(0, mostLeases)) {
				leases.push(await client.call(calls.lease(id)));
			}
			return { count: ids.length, leases };
		}),
	);
}

async function withClients<T>(
	connection: Connection,
	secrets: Secrets,
	timeoutMs: number,
	signal: AbortSignal,
	work: (clients: readonly MemberClient[], open: (url: string) => MemberClient) => Promise<T>,
): Promise<T> {
	const access = await accessOf(connection, secrets);
	const budget = { timeoutMs, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) };
	const clients: MemberClient[] = [];
	const open = (url: string) => {
		const client = new MemberClient(url, access, budget);
		clients.push(client);
		return client;
	};
	try {
		const given = (await givenUrls(connection, budget)).map(open);
		return await work(given, open);
	} finally {
		clients.forEach(client => client.close());
	}
}

/** From the first that answers all of it. */
async function fromFirst<T>(clients: readonly MemberClient[], ask: (client: MemberClient) => Promise<T>): Promise<T> {
	const reasons: string[] = [];
	for (const client of clients) {
		try {
			return await ask(client);
		} catch (error) {
			if (!(error instanceof Unanswered)) {
				throw error;
			}
			reasons.push(`${client.endpoint}: ${error.message}`);
		}
	}
	throw new ExpectedError(t('Nobody could tell. {0}', reasons.join(' ')));
}
