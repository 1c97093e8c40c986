import { finish } from '../adapters/breaths.ts';
import { readPem } from '../adapters/files/certificates.ts';
import type { Access } from '../adapters/etcd/access.ts';
import { discoverByDns, discoverByMemberList } from '../adapters/etcd/discover.ts';
import { MemberClient, type Budget } from '../adapters/etcd/member-client.ts';
import { etcdProbes } from '../adapters/etcd/probes.ts';
import { checks } from '../checks/index.ts';
import { atOnce } from '../core/at-once.ts';
import { isEnabled, paramsOf, type Check, type CheckSettings } from '../core/check.ts';
import { collect, type Collected } from '../core/collect.ts';
import { endpointProblem, isSecure, normalizeEndpoint, type Connection } from '../core/connection.ts';
import { diagnosing, factsNeeded, type CheckVerdict, type Report } from '../core/diagnose.ts';
import { readingEvents } from '../core/kubernetes-events.ts';
import { sameUrl } from '../core/members.ts';
import { ExpectedError } from '../core/errors.ts';
import { notesOn, unreachableIn } from '../core/etcd-ladder.ts';
import type { ComponentSpec, Endpoint, FactName, LiveProbes, Probes } from '../core/facts.ts';
import { removingSecrets } from '../core/secrets.ts';
import { t } from '../core/words.ts';
import { allChecks, checksFor } from './checks-for.ts';
import { snapshotsKnownHere } from './snapshots/known-here.ts';

export interface DiagnoseOptions {
	/** Budget of one member, in milliseconds; the metrics window is outside it. */
	readonly timeoutMs: number;
	readonly windowMs: number;
	readonly deep: boolean;
	readonly settings: CheckSettings;
	/** Only these checks; empty for all. */
	readonly only: readonly string[];
}

/** What the face of a run lends it. */
export interface Host {
	readonly signal: AbortSignal;
	/** How many of all checks have what they need, and the title of one that has just got it. */
	progress(done: number, all: number, last: string): void;
	/** A bug: for the log, with its stack. */
	bug(error: unknown): void;
}

export interface Secrets {
	readonly password?: string;
	readonly passphrase?: string;
}

/** One run: what was learned and what it came to. */
export interface Run {
	readonly collected: Collected;
	readonly report: Report;
}

/** Asks a cluster and judges the answers. Throws `ExpectedError` where it could not even begin. */
export async function diagnoseCluster(
	connection: Connection,
	secrets: Secrets,
	manifests: readonly ComponentSpec[],
	options: DiagnoseOptions,
	host: Host,
): Promise<Run> {
	const chosen = chooseChecks(options.only);
	const access = await accessOf(connection, secrets);
	const budget = {
		timeoutMs: options.timeoutMs,
		signal: AbortSignal.any([host.signal, AbortSignal.timeout(options.timeoutMs)]),
	};
	const open = clientsOf(access, budget);
	try {
		const endpoints = await endpointsOf(connection, budget, open.clientOf);
		const takenAt = Date.now();
		const probes: LiveProbes = {
			now: async () => takenAt,
			manifests: async () => manifests,
			snapshots: () => snapshotsKnownHere(),
			...etcdProbes({
				endpoints,
				clients: endpoints.map(({ url }) => open.clientOf(url)),
				access,
				budget,
				runSignal: host.signal,
				windowMs: options.windowMs,
				deep: options.deep,
				hashLimitBytes: hashLimitOf(options.settings),
				metricsUrlsOf: endpoint => metricsUrls(endpoint, manifests),
			}),
		};
		const asked = await askFor(probes, chosen, options.settings, host);
		return await judgeAsked(asked, Object.values(secrets), connection, options, takenAt, host.signal);
	} finally {
		open.close();
	}
}

/** Judges what was just told, with breaths: a window goes on meanwhile, and whoever waits may cancel. */
export async function judgeAsked(
	asked: Collected,
	secrets: readonly string[],
	connection: Judged,
	options: Judging,
	takenAt: number,
	signal: AbortSignal,
): Promise<Run> {
	// Before anything is judged: what is made of these facts is shown, kept and sent to others.
	const collected = await finish(removingSecrets(asked, secrets), signal);
	return finish(judging(collected, connection, options, takenAt), signal, 1);
}

type Judged = Pick<Connection, 'name' | 'skipVerify'>;
type Judging = Pick<DiagnoseOptions, 'settings' | 'only'>;

/** Judges what was learned, now or in a recording. */
export function judgeRun(collected: Collected, connection: Judged, options: Judging, takenAt: number): Run {
	return atOnce(judging(collected, connection, options, takenAt));
}

function* judging(collected: Collected, connection: Judged, options: Judging, takenAt: number): Generator<void, Run> {
	const notes = [
		...(connection.skipVerify ? [t('TLS certificates were not verified: anyone may have answered.')] : []),
		...(collected.facts.etcdAccess ? notesOn(collected.facts.etcdAccess) : []),
	];
	const about = { name: connection.name, takenAt, notes };
	const chosen = chooseChecks(options.only, checksFor(collected));
	yield* readingEvents(collected.facts.kubeEvents?.objects ?? []);
	const report = yield* diagnosing(chosen, collected, options.settings, about);
	return { collected, report: withHiddenEtcd(report, collected) };
}

/** Where a provider keeps etcd out of reach, no question about it arises. */
function withHiddenEtcd(report: Report, { facts }: Collected): Report {
	const { distribution = 'unknown', evidence = '' } = facts.etcdAccess ?? {};
	const reason = distribution === 'managed' ? unreachableIn(distribution, evidence) : undefined;
	if (reason === undefined) {
		return report;
	}
	const hidden = ({ check, verdict }: CheckVerdict): CheckVerdict =>
		check.startsWith('etcd/') && verdict.kind === 'unknown'
			? { check, verdict: { kind: 'notApplicable', reason } }
			: { check, verdict };
	return { ...report, verdicts: report.verdicts.map(hidden) };
}

export function chooseChecks(only: readonly string[], all: readonly Check[] = checks): readonly Check[] {
	const stranger = only.find(id => !allChecks.some(check => check.id === id));
	if (stranger !== undefined) {
		throw new ExpectedError(t('There is no check "{0}".', stranger));
	}
	return only.length === 0 ? all : all.filter(check => only.includes(check.id));
}

/** Progress is told in checks: a check has what it needs when the last of its questions is answered. */
export function askFor(
	probes: Partial<Probes>,
	asking: readonly Check[],
	settings: CheckSettings,
	host: Host,
	besides: readonly FactName[] = [],
): Promise<Collected> {
	const answered = new Set<FactName>();
	const enabled = asking.filter(check => isEnabled(check, settings));
	const waiting = new Set(enabled);
	return collect(
		probes,
		[...factsNeeded(asking, settings), ...besides],
		host.signal,
		(_fact, error) => host.bug(error),
		fact => {
			answered.add(fact);
			const ready = [...waiting].filter(check => check.needs.every(need => answered.has(need)));
			ready.forEach(check => waiting.delete(check));
			const [first] = ready;
			if (first) {
				host.progress(enabled.length - waiting.size, enabled.length, t(first.title));
			}
		},
	);
}

export async function accessOf(connection: Connection, secrets: Secrets): Promise<Access> {
	const [ca, cert, key] = await Promise.all(
		[connection.caFile, connection.certFile, connection.keyFile].map(path => readPem(path)),
	);
	return {
		...(ca && { ca }),
		...(cert && { cert }),
		...(key && { key }),
		...(secrets.passphrase !== undefined && { passphrase: secrets.passphrase }),
		...(connection.serverName !== undefined && { serverName: connection.serverName }),
		...(connection.skipVerify && { skipVerify: true }),
		...(connection.user !== undefined && { user: connection.user, password: secrets.password ?? '' }),
	};
}

/** One client for an endpoint, made on first use, all closed together. */
function clientsOf(access: Access, budget: Budget): { clientOf(url: string): MemberClient; close(): void } {
	const clients = new Map<string, MemberClient>();
	return {
		clientOf(url) {
			const client = clients.get(url) ?? new MemberClient(url, access, budget);
			clients.set(url, client);
			return client;
		},
		close: () => clients.forEach(client => client.close()),
	};
}

async function endpointsOf(
	connection: Connection,
	budget: Budget,
	clientOf: (url: string) => MemberClient,
): Promise<Endpoint[]> {
	const urls = await givenUrls(connection, budget);
	return connection.discover
		? discoverByMemberList(urls.map(clientOf))
		: urls.map(url => ({ url, source: connection.discoverySrv ? 'discovered' : 'given' }));
}

/** Where a connection begins: its endpoints, or those that DNS tells, each once. */
export async function givenUrls(connection: Connection, budget: Budget): Promise<string[]> {
	const { discoverySrv } = connection;
	const given = discoverySrv ? await discoverByDns(discoverySrv, budget) : connection.endpoints;
	const problem = given.map(endpointProblem).find(each => each !== undefined);
	if (problem !== undefined) {
		throw new ExpectedError(problem);
	}
	const urls = [...new Set(given.map(url => normalizeEndpoint(url, isSecure(connection))))];
	if (urls.length === 0) {
		throw new ExpectedError(t('No endpoint is given.'));
	}
	return urls;
}

/** Other checks read the hashes too; whether any are taken is for the check that is about them. */
export function hashLimitOf(settings: CheckSettings): number | undefined {
	const check = checks.find(each => each.id === 'etcd/data-differs' && isEnabled(each, settings));
	return check && paramsOf(check, settings)['parallelBelowBytes'];
}

/**
 * Where a member's manifest lets it serve metrics; kubeadm's `http://127.0.0.1:2381` is reached only from its own host. Which
 * manifest is the member's tells its client URL: several members may share a host.
 */
function metricsUrls(endpoint: string, manifests: readonly ComponentSpec[]): string[] {
	const { hostname } = new URL(endpoint);
	const urls = manifests
		.filter(spec => spec.component === 'etcd' && servesClientsAt(spec, endpoint))
		.flatMap(({ flags }) => [flags['listen-metrics-urls'], flags['listen-client-http-urls']])
		.flatMap(urls => urls?.split(',') ?? [])
		.map(url => url.trim().replace(/\/\/(0\.0\.0\.0|\[::\])/, `//${hostname}`));
	return [...new Set(urls)].filter(url => URL.parse(url)?.hostname === hostname);
}

function servesClientsAt({ memberName, flags }: ComponentSpec, endpoint: string): boolean {
	// A file that speaks for all members names no client URL.
	const urls = [flags['advertise-client-urls'], flags['listen-client-urls']].flatMap(each => each?.split(',') ?? []);
	return memberName === undefined || urls.some(url => sameUrl(url.trim(), endpoint));
}
