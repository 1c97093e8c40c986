import { labelsOf } from './kubernetes-nodes.ts';
import { controllerOf } from './kubernetes-owners.ts';
import { controlPlanePods } from './kubernetes-pods.ts';
import { type KubeObject, labelOf, type ObjectReference, referenceOf } from './kubernetes.ts';
import { t } from './words.ts';

/** What made a pod, as far as the pod itself tells: of a Deployment's ReplicaSet the name less its hash. */
export function workloadOf(pod: KubeObject): ObjectReference {
	const owner = controllerOf(pod);
	// A static pod is made by the kubelet of its node: it is its own workload.
	if (owner === undefined || owner.kind === 'Node') {
		return referenceOf(pod);
	}
	const { namespace } = pod.metadata;
	const hash = labelsOf(pod)['pod-template-hash'];
	const isOfDeployment = owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`);
	return {
		apiVersion: owner.apiVersion,
		kind: isOfDeployment ? 'Deployment' : owner.kind,
		...(namespace !== undefined && { namespace }),
		name: isOfDeployment ? owner.name.slice(0, -hash.length - 1) : owner.name,
	};
}

/** Something seen of a pod; what has the same key is one problem of the workload, not one of each pod. */
export interface Sight {
	readonly pod: KubeObject;
	readonly key: string;
	readonly detail: string;
}

export interface WorkloadSight {
	readonly workload: ObjectReference;
	/** `Deployment/shop/web (web-x, web-y)`. */
	readonly label: string;
	readonly key: string;
	/** Of the first pod. */
	readonly detail: string;
}

export function perWorkload(sights: readonly Sight[]): WorkloadSight[] {
	const groups = Map.groupBy(sights, ({ pod, key }) => `${labelOf(workloadOf(pod))}|${key}`);
	return [...groups.values()].flatMap(group => {
		const [first] = group;
		return first === undefined ? [] : [sightOf(first, [...new Set(group.map(({ pod }) => pod.metadata.name))])];
	});
}

function sightOf({ pod, key, detail }: Sight, names: readonly string[]): WorkloadSight {
	const workload = workloadOf(pod);
	const few = names.length > 3 ? [...names.slice(0, 3), t('{0} more', names.length - 3)] : names;
	const label = workload.kind === 'Pod' ? labelOf(workload) : `${labelOf(workload)} (${few.join(', ')})`;
	return { workload, label, key, detail };
}

/** Pods that do their own work: those of the control plane have checks of their own. */
export function workloadPods(pods: readonly KubeObject[]): KubeObject[] {
	const system = new Set(controlPlanePods(pods));
	return pods.filter(pod => !system.has(pod));
}
