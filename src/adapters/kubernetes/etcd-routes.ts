import { ExpectedError, messageOf } from '../../core/errors.ts';
import { notClimbed, reaches, routeThatTells, unreachableIn } from '../../core/etcd-ladder.ts';
import { distributionOf, etcdPodsIn, type DistributionSigns, type EtcdPod } from '../../core/etcd-pods.ts';
import type { FactName, LiveProbes, Reply } from '../../core/facts.ts';
import { PermissionError } from '../../core/permission.ts';
import type { EtcdAccess, EtcdRoute, EtcdStep } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';
import { askAll } from '../etcd/ask.ts';
import { healthOf } from '../etcd/front.ts';
import { MemberClient, type Budget } from '../etcd/member-client.ts';
import { sampleTwice } from '../etcd/metrics.ts';
import { etcdProbes, type EtcdQuestions } from '../etcd/probes.ts';
import { Unanswered } from '../etcd/silence.ts';
import type { Access } from '../etcd/access.ts';
import type { ApiClient } from './api-client.ts';
import { etcdctlProbes } from './etcdctl-probes.ts';
import { forwardTo } from './port-forward.ts';
import { demand } from './reviews.ts';

/** What etcd is entered with; it is not got before the step comes that needs it. */
export interface EtcdCertificates {
	/** For the reader of the report, where there is something to know of it. */
	readonly note: string;
	get(signal: AbortSignal): Promise<Access>;
}

/** What is needed to climb. */
export interface Climb {
	readonly client: ApiClient;
	/** As far as the user said. */
	readonly highest: EtcdRoute;
	readonly signs: (signal: AbortSignal) => Promise<DistributionSigns>;
	/** Certificates for the last step; it is not tried without. */
	readonly certificates?: EtcdCertificates;
	/** What each member may cost, from the moment that the pods are known. */
	readonly budgetMs: number;
	readonly runSignal: AbortSignal;
	readonly windowMs: number;
	readonly deep: boolean;
	readonly hashLimitBytes: number | undefined;
}

type EtcdFacts = Omit<LiveProbes, 'now' | 'manifests' | 'snapshots'>;

/** The way to etcd that was found, and its probes. */
export interface Climbed {
	readonly probes: EtcdFacts;
	/** How far the user let it climb, what each step came to. */
	access(signal: AbortSignal): Promise<EtcdAccess>;
	close(): void;
}

interface Plan {
	readonly pods: readonly EtcdPod[];
	readonly distribution: ReturnType<typeof distributionOf>;
	readonly steps: readonly EtcdStep[];
	/** What the steps would need that were denied. */
	readonly denied: ReadonlyMap<EtcdRoute, PermissionError>;
	readonly metrics?: Partial<EtcdFacts>;
	readonly exec?: Partial<EtcdFacts>;
	readonly direct?: Partial<EtcdFacts>;
}

/**
 * Climbs towards etcd as far as asked, from the step that needs least. Before each, the API server is asked whether the user
 * may; a step that he may not take is left out and says what it needs, and the facts of the others are there all the same.
 */
export function climb(settings: Climb): Climbed {
	const open: MemberClient[] = [];
	let planned: Promise<Plan> | undefined;
	const plan = (signal: AbortSignal) => (planned ??= planOf(settings, open, signal));
	const probe = <K extends keyof EtcdFacts & FactName>(name: K): EtcdFacts[K] =>
		// The probe of this name tells the fact of this name, whichever step has it.
		(async (signal: AbortSignal) => {
			const { direct, exec, metrics, ...rest } = await plan(signal);
			const asked = direct?.[name] ?? exec?.[name] ?? metrics?.[name];
			if (asked === undefined) {
				throw whyNot(name, settings.highest, rest);
			}
			return asked(signal);
		}) as EtcdFacts[K];
	return {
		probes: Object.fromEntries(etcdFactNames.map(name => [name, probe(name)])) as unknown as EtcdFacts,
		access: async signal => {
			const { distribution, steps } = await plan(signal);
			const used = steps.filter(({ outcome }) => outcome === 'used').at(-1)?.route;
			return { ...distribution, ...(used && { used }), steps };
		},
		close: () => open.forEach(client => client.close()),
	};
}

const etcdFactNames = [
	'endpoints',
	'statuses',
	'statusesLater',
	'memberLists',
	'alarms',
	'hashes',
	'serializableReads',
	'linearizableReads',
	'metrics',
	'health',
	'versions',
	'certificates',
	'ownCertificates',
	'clocks',
	'authentication',
	'anonymousReads',
] as const satisfies readonly (keyof EtcdFacts)[];

function whyNot(fact: FactName, highest: EtcdRoute, { steps, denied, distribution }: Omit<Plan, EtcdRoute>): Error {
	const wanted = routeThatTells(fact);
	const step = steps.find(({ route }) => route === wanted);
	const refusal = reaches(highest, wanted) ? denied.get(wanted) : undefined;
	const closed = unreachableIn(distribution.distribution, distribution.evidence);
	const reason = closed ?? (reaches(highest, wanted) && step ? step.reason : notClimbed(wanted));
	return closed === undefined && refusal ? refusal : new ExpectedError(reason);
}

async function planOf(climb: Climb, open: MemberClient[], signal: AbortSignal): Promise<Plan> {
	const signs = await climb.signs(signal);
	const distribution = distributionOf(signs);
	const pods = etcdPodsIn(signs.pods);
	const closed = unreachableIn(distribution.distribution, distribution.evidence);
	const blocked = closed ?? (pods.length === 0 ? t('No pod of etcd is to be seen.') : undefined);
	if (blocked !== undefined) {
		const steps = (['metrics', 'exec', 'direct'] as const).map((route): EtcdStep => ({
			route,
			outcome: 'notApplicable',
			reason: blocked,
		}));
		return { pods, distribution, steps: [apiStep, ...steps], denied: new Map() };
	}
	const { budgetMs: timeoutMs, runSignal } = climb;
	const budget = { timeoutMs, signal: AbortSignal.any([runSignal, AbortSignal.timeout(timeoutMs)]) };
	const settings = { ...climb, budget };
	const [metrics, exec, direct] = await Promise.all([
		metricsStep(settings, pods, open, signal),
		execStep(settings, pods, signal),
		directStep(settings, pods, open, signal),
	]);
	const endpoints = async () => pods.map(({ clientUrl }) => ({ url: clientUrl, source: 'discovered' as const }));
	const climbed = [metrics, exec, direct];
	return {
		pods,
		distribution,
		steps: [apiStep, ...climbed.map(({ step }) => step)],
		denied: new Map(climbed.flatMap(({ step, denied }) => (denied ? [[step.route, denied] as const] : []))),
		metrics: { endpoints, ...metrics.probes },
		...(exec.probes && { exec: exec.probes }),
		...(direct.probes && { direct: direct.probes }),
	};
}

const apiStep: EtcdStep = { route: 'api', outcome: 'used', reason: '' };

interface Budgeted extends Climb {
	readonly budget: Budget;
}

interface Step {
	readonly step: EtcdStep;
	readonly denied?: PermissionError;
	readonly probes?: Partial<EtcdFacts>;
}

/** Reviews what the step needs, then makes its probes. */
async function step(
	route: EtcdRoute,
	{ client, highest }: Climb,
	pods: readonly EtcdPod[],
	signal: AbortSignal,
	probes: () => Partial<EtcdFacts> | Promise<Partial<EtcdFacts>>,
	note = '',
): Promise<Step> {
	if (!reaches(highest, route)) {
		return { step: { route, outcome: 'notTried', reason: notClimbed(route) } };
	}
	try {
		await demandStream(client, route === 'exec' ? 'exec' : 'portforward', pods, signal);
		return { step: { route, outcome: 'used', reason: note }, probes: await probes() };
	} catch (error) {
		if (error instanceof PermissionError) {
			return { step: { route, outcome: 'denied', reason: error.message }, denied: error };
		}
		if (error instanceof ExpectedError || error instanceof Unanswered) {
			return { step: { route, outcome: 'failed', reason: messageOf(error) } };
		}
		throw error;
	}
}

/** Each pod by its name: a role may name the pods that it is about. */
function demandStream(
	client: ApiClient,
	subresource: 'portforward' | 'exec',
	pods: readonly EtcdPod[],
	signal: AbortSignal,
): Promise<void> {
	const { namespace = 'kube-system' } = pods[0] ?? {};
	const names = pods.map(({ name }) => name);
	// A WebSocket begins with a GET, and newer API servers ask for create besides.
	return demand(client, { verbs: ['create', 'get'], resource: 'pods', subresource, namespace, names }, signal);
}

/** Metrics and health on a port without certificates, as kubeadm and RKE2 serve them to the node itself. */
function metricsStep(
	settings: Budgeted,
	pods: readonly EtcdPod[],
	open: MemberClient[],
	signal: AbortSignal,
): Promise<Step> {
	return step('metrics', settings, pods, signal, () => {
		const withMetrics = pods.filter(({ metricsPort }) => metricsPort !== undefined);
		if (withMetrics.length === 0) {
			throw new ExpectedError(
				t('No pod of etcd serves metrics without a certificate: --listen-metrics-urls is not set.'),
			);
		}
		const clients = withMetrics.map(({ namespace, name, metricsPort = 0 }) => {
			const dial = forwardTo(settings.client, namespace, name, metricsPort);
			return new MemberClient(`http://127.0.0.1:${metricsPort}`, { dial }, settings.budget);
		});
		open.push(...clients);
		const questions = questionsOf(settings, clients, withMetrics, {});
		const named = <T>(replies: readonly Reply<T>[]) => replies.map((reply, index) => ofPod(reply, withMetrics[index]));
		return {
			metrics: async () => named(await askAll(clients, client => sampleTwice(client, questions))),
			health: async () => named(await askAll(clients, healthOf)),
		};
	});
}

/** The forwarded port has the same address for every pod: the reply is the member's. */
function ofPod<T>(reply: Reply<T>, pod: EtcdPod | undefined): Reply<T> {
	return pod ? { ...reply, endpoint: pod.clientUrl, memberName: pod.memberName } : reply;
}

function execStep(settings: Budgeted, pods: readonly EtcdPod[], signal: AbortSignal): Promise<Step> {
	return step('exec', settings, pods, signal, () =>
		etcdctlProbes({ client: settings.client, pods, budget: settings.budget }),
	);
}

/** etcd itself, each member over a port-forward to its own pod, with certificates that the user named or let us make. */
function directStep(
	settings: Budgeted,
	pods: readonly EtcdPod[],
	open: MemberClient[],
	signal: AbortSignal,
): Promise<Step> {
	const { certificates } = settings;
	const probes = async () => {
		if (certificates === undefined) {
			throw new ExpectedError(t('The route "direct" needs a client certificate of etcd: name one.'));
		}
		const access = await certificates.get(signal);
		const clients = pods.map(({ namespace, name, clientUrl }) => {
			const dial = forwardTo(settings.client, namespace, name, Number(new URL(clientUrl).port) || 2379);
			return new MemberClient(clientUrl, { ...access, dial }, settings.budget);
		});
		open.push(...clients);
		return etcdProbes(questionsOf(settings, clients, pods, access));
	};
	return step('direct', settings, pods, signal, probes, certificates?.note);
}

function questionsOf(
	{ budget, runSignal, windowMs, deep, hashLimitBytes }: Budgeted,
	clients: readonly MemberClient[],
	pods: readonly EtcdPod[],
	access: Access,
): EtcdQuestions {
	return {
		endpoints: pods.map(({ clientUrl }) => ({ url: clientUrl, source: 'discovered' })),
		clients,
		access,
		budget,
		runSignal,
		windowMs,
		deep,
		hashLimitBytes,
		metricsUrlsOf: () => [],
	};
}
