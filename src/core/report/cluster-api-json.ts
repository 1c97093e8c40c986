import type { ClusterApiRow } from '../cluster-api-tree.ts';

/** The tree for programs: rows as they are, without what is empty. */
export function clusterApiToJson(
	roots: readonly ClusterApiRow[],
	now: number,
	notes: readonly string[],
	quorum: string,
): string {
	const report = { quorum, takenAt: new Date(now).toISOString(), notes, clusters: roots };
	return `${JSON.stringify(report, undefined, 2)}\n`;
}
