import type { KubeObject } from './kubernetes.ts';
import { controlPlanePods, flagsOf } from './kubernetes-pods.ts';
import { GiB } from './bytes.ts';

/** The space quota that the pods of etcd set, or etcd's own default; `undefined` where no pod of etcd is to be seen. */
export function quotaOfPods(pods: readonly KubeObject[]): number | undefined {
	const etcds = controlPlanePods(pods, 'etcd').map(flagsOf);
	// Flags in a file of its own are not seen here.
	if (etcds.length === 0 || etcds.some(flags => 'config-file' in flags)) {
		return undefined;
	}
	// etcd takes 0 for its default.
	const quotas = etcds.map(flags => Number(flags['quota-backend-bytes'] ?? 0) || 2 * GiB);
	return Math.min(...quotas);
}
