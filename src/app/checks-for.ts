import { checks as etcdChecks } from '../checks/index.ts';
import { clusterChecks } from '../checks/kubernetes/index.ts';
import type { Check } from '../core/check.ts';
import type { Collected } from '../core/collect.ts';
import { kubernetesFacts } from '../core/kubernetes.ts';

/** Those of a cluster that a kubeconfig leads to: its own, and those of its etcd. */
export const allChecks: readonly Check[] = [...clusterChecks, ...etcdChecks];

/** The checks whose questions arise: an etcd that was asked for itself alone has no nodes and no pods. */
export function checksFor({ facts, gaps }: Collected): readonly Check[] {
	return kubernetesFacts.some(name => facts[name] !== undefined || gaps[name] !== undefined) ? allChecks : etcdChecks;
}
