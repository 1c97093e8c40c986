import type { Access } from '../adapters/etcd/access.ts';
import { calls } from '../adapters/etcd/calls.ts';
import { describeCertificate } from '../adapters/etcd/certificates.ts';
import { ownCertificatesOf, versionOf } from '../adapters/etcd/front.ts';
import { MemberClient, type Budget } from '../adapters/etcd/member-client.ts';
import { Unanswered } from '../adapters/etcd/silence.ts';
import type { Connection } from '../core/connection.ts';
import type { Stage, Status } from '../core/facts.ts';
import { t } from '../core/words.ts';
import { accessOf, givenUrls, type Secrets } from './diagnose.ts';

/** How far one endpoint could be entered. */
export interface EndpointTest {
	readonly endpoint: string;
	/** The stage that failed; `passed` when none did. */
	readonly stage: Stage | 'passed';
	/** What came, or why nothing came. */
	readonly message: string;
	/** What to do about it; missing when all is well. */
	readonly advice?: string;
	/** The certificate that the server showed, also where it was then refused. */
	readonly certificate?: string;
	readonly tookMs: number;
}

export interface ConnectionTest {
	readonly endpoints: readonly EndpointTest[];
	/** The client certificate of this connection, if it has one. */
	readonly ownCertificate?: string;
}

/** Tries every given endpoint at once, stage by stage. Reads one status and a key that need not be there; writes nothing. */
export async function testConnection(
	connection: Connection,
	secrets: Secrets,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<ConnectionTest> {
	const access = await accessOf(connection, secrets);
	const budget = { timeoutMs, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) };
	const urls = await givenUrls(connection, budget);
	const own = ownCertificatesOf(access).find(({ use }) => use === 'client');
	return {
		endpoints: await Promise.all(urls.map(url => testEndpoint(url, access, budget))),
		...(own && { ownCertificate: describeCertificate(own.certificate) }),
	};
}

async function testEndpoint(endpoint: string, access: Access, budget: Budget): Promise<EndpointTest> {
	const client = new MemberClient(endpoint, access, budget);
	const started = performance.now();
	try {
		const outcome = await enter(client);
		const leaf = client.handshake?.chain[0];
		return {
			endpoint,
			...outcome,
			...(leaf && { certificate: describeCertificate(leaf) }),
			tookMs: Math.round(performance.now() - started),
		};
	} finally {
		client.close();
	}
}

async function enter(client: MemberClient): Promise<Pick<EndpointTest, 'stage' | 'message' | 'advice'>> {
	try {
		versionOf(await client.front());
		const status = await client.call(calls.status);
		await client.call(calls.read(true));
		return { stage: 'passed', message: greetingOf(status) };
	} catch (error) {
		if (error instanceof Unanswered) {
			const { stage, message } = error.silence;
			return { stage, message, advice: adviceOn(stage) };
		}
		throw error;
	}
}

function greetingOf({ version, memberId, leaderId, isLearner }: Status): string {
	const role = isLearner ? t('learner') : leaderId === memberId ? t('leader') : t('follower');
	return t('etcd {0}, member {1}, {2}', version, memberId, role);
}

/** The name of a stage, as the user reads it. */
export function stageInWords(stage: EndpointTest['stage']): string {
	return {
		passed: t('answered'),
		dns: t('DNS failed'),
		tcp: t('TCP failed'),
		tls: t('TLS failed'),
		protocol: t('not the etcd protocol'),
		authentication: t('authentication failed'),
		permission: t('permission denied'),
		deadline: t('no answer in time'),
		etcd: t('etcd could not answer'),
	}[stage];
}

function adviceOn(stage: Stage): string {
	return {
		dns: t('Check the spelling of the host name, and whether the name server of this host knows it.'),
		tcp: t(
			'See whether etcd runs there, whether the port is its client port (2379 as a rule), and whether a firewall is between.',
		),
		tls: t(
			'Compare the CA file, the client certificate and the server name of this connection with the certificate shown.',
		),
		protocol: t(
			'Give the client URL of etcd, neither the peer port 2380 nor the metrics port 2381, with https:// if the server has TLS.',
		),
		authentication: t('Give this connection a user of etcd and its password; etcdctl user list shows the users.'),
		permission: t('Grant the user a role that may read, best the role root: checks it may not ask for stay unknown.'),
		deadline: t('See whether the process hangs or the network loses packets; a longer time-out is a setting.'),
		etcd: t('The way is open, and the member itself has trouble: diagnose the cluster.'),
	}[stage];
}
