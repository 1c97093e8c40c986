import { clusterApiTree, type ClusterApiFacts, type ClusterApiRow } from '../../core/cluster-api-tree.ts';
import { t } from '../../core/words.ts';
import { clusterApiFacts } from './describe-cluster.ts';
import { factsOfOpen, needed } from './facts-of.ts';
import type { OpenCluster } from './open-cluster.ts';
import type { Row } from './rows.ts';

/** The Clusters of Cluster API with all that belongs to them, as rows. Asked once, not watched. */
export async function clusterApiRows(
	cluster: OpenCluster,
	host: { readonly signal: AbortSignal; bug(error: unknown): void },
): Promise<Row[]> {
	const collected = await factsOfOpen(cluster, ['now', ...clusterApiFacts], host);
	// Each fact is taken under its own name.
	const facts = Object.fromEntries(
		clusterApiFacts.map(fact => [fact, needed(collected, fact)]),
	) as unknown as ClusterApiFacts;
	if (!facts.clusters.served) {
		return [{ id: 'none', label: t('Cluster API is not installed.'), description: '', children: [] }];
	}
	const now = needed(collected, 'now');
	return facts.clusters.objects.map((each, index) => rowOf(clusterApiTree(each, facts, { now }), `${index}`));
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
