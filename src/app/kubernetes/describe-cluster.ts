import {
	clusterApiTree,
	type ClusterApiFacts,
	type ClusterApiRow,
	type TreeOptions,
} from '../../core/cluster-api-tree.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { FactName } from '../../core/facts.ts';
import { clusterApiToJson } from '../../core/report/cluster-api-json.ts';
import { clusterApiToText } from '../../core/report/cluster-api-text.ts';
import { t } from '../../core/words.ts';
import type { KubernetesHost } from './diagnose.ts';
import { factsOfCluster, needed } from './facts-of.ts';
import type { ClusterChoice } from './open-cluster.ts';

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
}

/** The tree of one Cluster of Cluster API, or of all of that name. */
export async function describeCluster(
	choice: ClusterChoice,
	{ name, namespace }: { readonly name: string; readonly namespace?: string },
	options: Omit<TreeOptions, 'now'>,
	timeoutMs: number,
	host: KubernetesHost,
): Promise<DescribedClusters> {
	const collected = await factsOfCluster(choice, ['now', ...clusterApiFacts], timeoutMs, host);
	const lists = clusterApiFacts.map(fact => [fact, needed(collected, fact)] as const);
	// Each fact of the list was just taken under its own name.
	const facts = Object.fromEntries(lists) as unknown as ClusterApiFacts;
	if (!facts.clusters.served) {
		throw new ExpectedError(t('Cluster API is not installed in {0}.', collected.context));
	}
	const meant = facts.clusters.objects.filter(
		({ metadata }) => metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
	);
	if (meant.length === 0) {
		const known = facts.clusters.objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
		throw new ExpectedError(t('There is no Cluster "{0}". Known: {1}.', name, known.join(', ') || t('none')));
	}
	const takenAt = needed(collected, 'now');
	return { rows: meant.map(cluster => clusterApiTree(cluster, facts, { ...options, now: takenAt })), takenAt };
}

export const treeFormats = {
	text: ({ rows, takenAt }) => clusterApiToText(rows, takenAt),
	json: ({ rows, takenAt }, quorum) => clusterApiToJson(rows, takenAt, quorum),
} as const satisfies Readonly<Record<string, (described: DescribedClusters, quorum: string) => string>>;

export type TreeFormat = keyof typeof treeFormats;
