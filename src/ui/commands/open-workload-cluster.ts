import type { App } from '../app.ts';

/** Connects to the cluster that a Cluster of Cluster API stands for; gives what came of it. */
export default async function openWorkloadCluster(app: App, cluster?: unknown, object?: unknown): Promise<unknown> {
	return (await import('../kubernetes/open-workload-cluster.ts')).openWorkloadCluster(app, cluster, object);
}
