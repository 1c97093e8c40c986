import type { ApiHost } from '../../adapters/kubernetes/api-client.ts';
import { climb, type Climbed, type EtcdCertificates } from '../../adapters/kubernetes/etcd-routes.ts';
import { versionOfApiServer } from '../../adapters/kubernetes/own-facts.ts';
import type { Lists } from '../../adapters/kubernetes/lists.ts';
import { ownName } from '../../adapters/kubernetes/reviews.ts';
import { kubernetesProbes, listProbes, onceForRun } from '../../adapters/kubernetes/probes.ts';
import type { Collected } from '../../core/collect.ts';
import { componentSpecsOf } from '../../core/component-specs.ts';
import type { EtcdFiles } from '../../core/connection.ts';
import type { Report } from '../../core/diagnose.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { DistributionSigns } from '../../core/etcd-pods.ts';
import type { ComponentSpec, KubernetesProbes, LiveProbes } from '../../core/facts.ts';
import type { EtcdRoute, Listing } from '../../core/kubernetes.ts';
import { kubernetesResources } from '../../core/kubernetes-resources.ts';
import { t } from '../../core/words.ts';
import { allChecks } from '../checks-for.ts';
import {
	accessOf,
	askFor,
	chooseChecks,
	hashLimitOf,
	judgeAsked,
	type DiagnoseOptions,
	type Host,
	type Run,
} from '../diagnose.ts';
import { snapshotsKnownHere } from '../snapshots/known-here.ts';
import { openCluster, type ClusterChoice, type OpenCluster } from './open-cluster.ts';
import { openWorkload, type WorkloadName } from './open-workload.ts';

export interface KubernetesOptions extends DiagnoseOptions {
	/** How far to climb towards etcd. */
	readonly route: EtcdRoute;
	/** Certificates of etcd on this host, for the route `direct`. */
	readonly etcd?: EtcdFiles;
	/** Instead, the user lets a short-lived one be made of the authority of a workload cluster. */
	readonly makeCertificate?: boolean;
	/** Not the cluster of the context, but one that it manages through Cluster API. */
	readonly workload?: WorkloadName;
}

/** What a face lends beside. */
export interface KubernetesHost extends Host, Pick<ApiHost, 'onMessage'> {
	/** Of the user's shell. */
	readonly env: NodeJS.ProcessEnv;
	/** Whether programs that a kubeconfig names may be started. */
	readonly isTrusted: boolean;
}

export interface KubernetesRun extends Run {
	readonly skipVerify: boolean;
}

/** How long somebody may take to sign in with a browser. */
export const signInMs = 60_000;

/** What one request may take once the API server has answered: lists of large clusters take their time. */
const listMs = 30_000;

/** Asks a cluster through its API server, and its etcd as far as the route goes. Throws where nobody answers. */
export async function diagnoseKubernetes(
	choice: ClusterChoice,
	manifests: readonly ComponentSpec[],
	options: KubernetesOptions,
	host: KubernetesHost,
): Promise<KubernetesRun> {
	const cluster = await openChosen(choice, options, host);
	try {
		return await diagnoseOpen(cluster, manifests, options, host);
	} finally {
		cluster.close();
	}
}

/** A cluster that has answered: that of the context, or one that it manages. */
async function openChosen(
	choice: ClusterChoice,
	{ workload, timeoutMs }: KubernetesOptions,
	{ env, isTrusted: isAllowed, signal, onMessage }: KubernetesHost,
): Promise<OpenCluster> {
	const apiHost = { env, isAllowed, timeoutMs: signInMs, requestMs: listMs, ...(onMessage && { onMessage }) };
	const chosen = await answering(await openCluster(choice, apiHost), timeoutMs, signal);
	if (workload === undefined) {
		return chosen;
	}
	try {
		const opened = await answering(await openWorkload(chosen, workload, apiHost, signal), timeoutMs, signal);
		return { ...opened, close: () => [opened, chosen].forEach(each => each.close()) };
	} catch (error) {
		chosen.close();
		throw error;
	}
}

export async function answering(cluster: OpenCluster, timeoutMs: number, signal: AbortSignal): Promise<OpenCluster> {
	try {
		await firstContact(cluster, timeoutMs, signal);
		return cluster;
	} catch (error) {
		cluster.close();
		throw error;
	}
}

/** A plugin that signs in has its own time; the server then has that of one member. */
export async function firstContact({ client }: OpenCluster, timeoutMs: number, signal: AbortSignal): Promise<string> {
	await client.clientCertificate(signal);
	try {
		const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
		return (await versionOfApiServer(client, inTime)).gitVersion;
	} catch (error) {
		throw error instanceof Error && !(error instanceof ExpectedError) && 'silence' in error
			? new ExpectedError(`${client.server.origin}: ${error.message}`)
			: error;
	}
}

/** The same on a cluster that is open already; it stays open. */
export async function diagnoseOpen(
	cluster: OpenCluster,
	manifests: readonly ComponentSpec[],
	options: KubernetesOptions,
	host: Host,
): Promise<KubernetesRun> {
	const takenAt = Date.now();
	const listed = listProbes(cluster.lists);
	const hashLimitBytes = hashLimitOf(options.settings);
	const etcd = await climbFrom(cluster, listed, { ...options, hashLimitBytes }, host.signal);
	try {
		const probes: LiveProbes & KubernetesProbes = {
			...kubernetesProbes(cluster.client, cluster.discovery, listed, etcd),
			...etcd.probes,
			now: async () => takenAt,
			snapshots: () => snapshotsKnownHere(),
			manifests: async signal => [...manifests, ...componentSpecsOf((await listed.pods(signal)).objects)],
		};
		const asked = await askFor(probes, chooseChecks(options.only, allChecks), options.settings, host, ['etcdAccess']);
		const skipVerify = cluster.client.access.tls.skipVerify ?? false;
		const about = { name: cluster.context.name, skipVerify };
		const { collected, report } = await judgeAsked(asked, [], about, options, takenAt, host.signal);
		const refused = await refusedOf(cluster, asked, host.signal);
		return { collected, report: { ...report, ...(refused && { refused }) }, skipVerify };
	} finally {
		etcd.close();
	}
}

interface ClimbOptions extends Pick<
	KubernetesOptions,
	'route' | 'etcd' | 'makeCertificate' | 'timeoutMs' | 'windowMs' | 'deep'
> {
	readonly hashLimitBytes: number | undefined;
}

/** Towards the etcd of a cluster, as far as the route goes. */
export async function climbFrom(
	cluster: OpenCluster,
	listed: ReturnType<typeof listProbes>,
	options: ClimbOptions,
	runSignal: AbortSignal,
): Promise<Climbed> {
	const { route, timeoutMs, windowMs, deep, hashLimitBytes } = options;
	const certificates = await certificatesFor(cluster, options);
	return climb({
		client: cluster.client,
		highest: route,
		signs: onceForRun(signal => signsOf(cluster, listed, signal)),
		...(certificates && { certificates }),
		budgetMs: timeoutMs,
		runSignal,
		windowMs,
		deep,
		hashLimitBytes,
	});
}

async function refusedOf(
	{ client }: OpenCluster,
	{ refused }: Collected,
	signal: AbortSignal,
): Promise<Report['refused']> {
	if (refused === undefined) {
		return undefined;
	}
	const user = await ownName(client, signal);
	return { permissions: refused, ...(user !== undefined && { user }) };
}

/** Files that cannot be read end the run: the user named them. */
async function certificatesFor(
	{ etcdCertificates }: OpenCluster,
	{ etcd, makeCertificate }: Pick<KubernetesOptions, 'etcd' | 'makeCertificate'>,
): Promise<EtcdCertificates | undefined> {
	if (makeCertificate) {
		if (etcdCertificates === undefined) {
			throw new ExpectedError(t('A certificate can be made only for a workload cluster of Cluster API.'));
		}
		return etcdCertificates;
	}
	const named = etcd && (await accessOf({ name: '', endpoints: [], ...etcd }, {}));
	return named && { note: '', get: async () => named };
}

/** What tells the kind of a cluster. Nodes are a help and no need: not everybody may list them. */
async function signsOf(
	{ client, discovery, lists }: OpenCluster,
	listed: ReturnType<typeof listProbes>,
	signal: AbortSignal,
): Promise<DistributionSigns> {
	const [{ gitVersion }, groups, nodes, pods] = await Promise.all([
		versionOfApiServer(client, signal),
		discovery.groups(signal),
		listed.nodes(signal).catch((error: unknown) => {
			if (error instanceof ExpectedError) {
				return { objects: [] };
			}
			throw error;
		}),
		listed.pods(signal).catch((error: unknown) => ownPods(lists, error, signal)),
	]);
	return { gitVersion, groups: [...groups.keys()], nodes: nodes.objects, pods: pods.objects };
}

/** Whoever may not list all pods may list those of the control plane, which suffices here. */
async function ownPods(lists: Lists, error: unknown, signal: AbortSignal): Promise<Listing> {
	if (!(error instanceof ExpectedError)) {
		throw error;
	}
	return lists.all(kubernetesResources.pods, signal, { namespace: 'kube-system' }).catch(() => {
		// The wider permission is the one that most checks want.
		throw error;
	});
}
