import { clusterApiTree, type ClusterApiFacts, type ClusterApiRow } from '../../core/cluster-api-tree.ts';
import type { Facts } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import { clusterApiFacts } from './describe-cluster.ts';
import { factsOfOpen, needed } from './facts-of.ts';
import type { OpenCluster } from './open-cluster.ts';
import type { WorkloadName } from './open-workload.ts';
import type { Row } from './rows.ts';
import { workloadFactsOf } from './workload-facts.ts';

export interface ClusterApiHost {
	readonly signal: AbortSignal;
	bug(error: unknown): void;
	/** The cluster that a Cluster stands for, where somebody has opened it, and what is known of its etcd. */
	workload(name: WorkloadName): OpenWorkload | undefined;
}

export interface OpenWorkload {
	readonly cluster: OpenCluster;
	readonly etcd: Partial<Pick<Facts, 'memberLists' | 'statuses'>>;
}

/** The Clusters of Cluster API with all that belongs to them, as rows. Asked once, not watched. */
export async function clusterApiRows(cluster: OpenCluster, host: ClusterApiHost): Promise<Row[]> {
	const collected = await factsOfOpen(cluster, ['now', ...clusterApiFacts], host);
	// Each fact is taken under its own name.
	const facts = Object.fromEntries(
		clusterApiFacts.map(fact => [fact, needed(collected, fact)]),
	) as unknown as ClusterApiFacts;
	if (!facts.clusters.served) {
		return [{ id: 'none', label: t('Cluster API is not installed.'), description: '', children: [] }];
	}
	const now = needed(collected, 'now');
	const clusters = facts.clusters.objects.map(async (each, index) => {
		const { name, namespace = '' } = each.metadata;
		const opened = host.workload({ namespace, name });
		const workload = opened && (await workloadFactsOf(opened.cluster, host, opened.etcd));
		return rowOf(clusterApiTree(each, facts, { now, ...(workload && { workload }) }), `${index}`);
	});
	return Promise.all(clusters);
}

function rowOf(row: ClusterApiRow, id: string): Row {
	const words = [row.replicas, row.status, row.reason].filter(word => word !== undefined && word !== '');
	const severity = row.tone === 'bad' ? 'error' : row.tone === 'warning' ? 'warning' : undefined;
	return {
		id,
		label: row.label,
		description: words.join(' · '),
		...(row.message !== undefined && { tooltip: row.message }),
		...(severity && { severity }),
		...(row.tone === 'unknown' && { isUnknown: true }),
		...(row.object && { object: row.object }),
		children: row.children.map((child, index) => rowOf(child, `${id}/${index}`)),
	};
}
