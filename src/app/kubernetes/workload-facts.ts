import { collect } from '../../core/collect.ts';
import type { Workload } from '../../core/cluster-api-workload.ts';
import type { Facts } from '../../core/facts.ts';
import type { EtcdRoute } from '../../core/kubernetes.ts';
import { listProbes } from '../../adapters/kubernetes/probes.ts';
import { answering, climbFrom, type KubernetesHost } from './diagnose.ts';
import { factsOfOpen, needed } from './facts-of.ts';
import type { OpenCluster } from './open-cluster.ts';
import { openWorkload, type WorkloadName } from './open-workload.ts';

/** What a workload cluster tells of itself, for the tree of its Cluster. Throws with the reason where it may not be seen. */
export async function workloadFactsOf(
	cluster: OpenCluster,
	host: Pick<KubernetesHost, 'signal' | 'bug'>,
	etcd: Partial<Pick<Facts, 'memberLists' | 'statuses'>> = {},
): Promise<Workload> {
	const names = ['nodes', 'pods', 'podDisruptionBudgets', 'volumeAttachments'] as const;
	const collected = await factsOfOpen(cluster, names, host);
	return {
		nodes: needed(collected, 'nodes'),
		pods: needed(collected, 'pods'),
		podDisruptionBudgets: needed(collected, 'podDisruptionBudgets'),
		volumeAttachments: needed(collected, 'volumeAttachments'),
		...etcd,
	};
}

/** The same of one that is entered for that alone, with its etcd as far as the route goes. */
export async function factsOfWorkload(
	manager: OpenCluster,
	name: WorkloadName,
	{ route, timeoutMs }: { readonly route: EtcdRoute; readonly timeoutMs: number },
	host: KubernetesHost,
): Promise<Workload> {
	const apiHost = { env: host.env, isAllowed: false, timeoutMs: 30_000, requestMs: 30_000 };
	const opened = await openWorkload(manager, name, apiHost, host.signal);
	const cluster = await answering(opened, timeoutMs, host.signal);
	const options = { route, timeoutMs, windowMs: 0, deep: false, hashLimitBytes: undefined };
	const etcd = await climbFrom(cluster, listProbes(cluster.lists), options, host.signal);
	try {
		const { facts } = await collect(etcd.probes, ['memberLists', 'statuses'], host.signal, (_fact, error) =>
			host.bug(error),
		);
		const { memberLists, statuses } = facts;
		return await workloadFactsOf(cluster, host, { ...(memberLists && { memberLists }), ...(statuses && { statuses }) });
	} finally {
		etcd.close();
		cluster.close();
	}
}
