import { kubernetesResources } from '../../core/kubernetes-resources.ts';
import type { MemberSummary } from '../../core/members.ts';
import type { OpenCluster } from './open-cluster.ts';
import { rowsOf, type Row } from './rows.ts';

/** Where pods of etcd are: those of kubeadm and RKE2, and those of OpenShift. */
const places = [
	{ namespace: 'kube-system', labelSelector: 'component=etcd' },
	{ namespace: 'openshift-etcd', labelSelector: 'app=etcd' },
] as const;

/** The pods of etcd, asked once: for those who do not say when nobody looks any more. */
export async function etcdRows(
	{ lists, context }: OpenCluster,
	members: readonly MemberSummary[],
	signal: AbortSignal,
): Promise<Row[]> {
	for (const place of places) {
		const { objects: pods } = await lists.all(kubernetesResources.pods, signal, place);
		const rows = await rowsOf('etcd', { pods }, { now: Date.now(), cluster: context.name, members });
		if (rows.length > 0) {
			return rows;
		}
	}
	return [];
}
