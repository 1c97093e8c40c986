import {
	clusterApiTree,
	type ClusterApiFacts,
	type ClusterApiRow,
	type TreeOptions,
} from '../../core/cluster-api-tree.ts';
import type { Workload } from '../../core/cluster-api-workload.ts';
import type { EtcdRoute } from '../../core/kubernetes.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { FactName } from '../../core/facts.ts';
import { clusterApiToJson } from '../../core/report/cluster-api-json.ts';
import { clusterApiToMarkdown } from '../../core/report/cluster-api-markdown.ts';
import { clusterApiToText } from '../../core/report/cluster-api-text.ts';
import { t } from '../../core/words.ts';
import type { KubernetesHost } from './diagnose.ts';
import { factsOfOpen, needed, withCluster } from './facts-of.ts';
import type { ClusterChoice, OpenCluster } from './open-cluster.ts';
import type { WorkloadName } from './open-workload.ts';
import { factsOfWorkload } from './workload-facts.ts';

/** What the tree is drawn from. A list that is denied leaves its rows out, which the tree could not tell: so all are needed. */
export const clusterApiFacts = [
	'clusters',
	'clusterClasses',
	'machines',
	'machineSets',
	'machineDeployments',
	'machinePools',
	'machineHealthChecks',
	'kubeadmControlPlanes',
	'kubeadmConfigs',
	'byoHosts',
	'byoMachines',
	'clusterApiReferences',
] as const satisfies readonly FactName[];

export interface DescribedClusters {
	readonly rows: readonly ClusterApiRow[];
	/** Milliseconds since 1970. */
	readonly takenAt: number;
	/** Which workload clusters could not be looked into, and why. */
	readonly notes: readonly string[];
}

export interface DescribeOptions extends Omit<TreeOptions, 'now' | 'workload'> {
	/** Enter the workload cluster too, and climb towards its etcd so far. */
	readonly workload?: EtcdRoute;
}

/** The tree of one Cluster of Cluster API, or of all of that name. */
export function describeCluster(
	choice: ClusterChoice,
	which: { readonly name: string; readonly namespace?: string },
	options: DescribeOptions,
	timeoutMs: number,
	host: KubernetesHost,
): Promise<DescribedClusters> {
	return withCluster(choice, timeoutMs, host, cluster => describeIn(cluster, which, options, timeoutMs, host));
}

async function describeIn(
	manager: OpenCluster,
	{ name, namespace }: { readonly name: string; readonly namespace?: string },
	{ workload: route, ...options }: DescribeOptions,
	timeoutMs: number,
	host: KubernetesHost,
): Promise<DescribedClusters> {
	const collected = await factsOfOpen(manager, ['now', ...clusterApiFacts], host);
	const lists = clusterApiFacts.map(fact => [fact, needed(collected, fact)] as const);
	// Each fact of the list was just taken under its own name.
	const facts = Object.fromEntries(lists) as unknown as ClusterApiFacts;
	if (!facts.clusters.served) {
		throw new ExpectedError(t('Cluster API is not installed in {0}.', manager.context.name));
	}
	const meant = facts.clusters.objects.filter(
		({ metadata }) => metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
	);
	if (meant.length === 0) {
		const known = facts.clusters.objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
		throw new ExpectedError(t('There is no Cluster "{0}". Known: {1}.', name, known.join(', ') || t('none')));
	}
	const takenAt = needed(collected, 'now');
	const rows: ClusterApiRow[] = [];
	const notes: string[] = [];
	for (const cluster of meant) {
		const { name: own, namespace: space = '' } = cluster.metadata;
		const inside = route && (await lookInto(manager, { namespace: space, name: own }, { route, timeoutMs }, host));
		const workload = typeof inside === 'string' ? undefined : inside;
		rows.push(clusterApiTree(cluster, facts, { ...options, now: takenAt, ...(workload && { workload }) }));
		notes.push(...(typeof inside === 'string' ? [inside] : []));
	}
	return { rows, takenAt, notes };
}

/** What the workload cluster tells, or why it could not be asked: the tree above it stands without it. */
async function lookInto(
	manager: OpenCluster,
	name: WorkloadName,
	how: { readonly route: EtcdRoute; readonly timeoutMs: number },
	host: KubernetesHost,
): Promise<Workload | string> {
	try {
		return await factsOfWorkload(manager, name, how, host);
	} catch (error) {
		if (error instanceof ExpectedError || (error instanceof Error && 'silence' in error)) {
			return t(
				'The workload cluster {0} could not be looked into: {1}',
				`${name.namespace}/${name.name}`,
				error.message,
			);
		}
		throw error;
	}
}

export const treeFormats = {
	text: ({ rows, takenAt, notes }) => clusterApiToText(rows, takenAt, notes),
	json: ({ rows, takenAt, notes }, quorum) => clusterApiToJson(rows, takenAt, notes, quorum),
	markdown: ({ rows, takenAt, notes }, quorum) => clusterApiToMarkdown(rows, takenAt, notes, quorum),
} as const satisfies Readonly<Record<string, (described: DescribedClusters, quorum: string) => string>>;

export type TreeFormat = keyof typeof treeFormats;
