import { parseDuration } from './duration.ts';
import { groupOf } from './kubernetes-problem.ts';
import {
	type Condition,
	conditionsOf,
	fieldOf,
	type KubeObject,
	numberOf,
	type ObjectReference,
	textOf,
} from './kubernetes.ts';

/** What an object refers to. The version may be missing: the newer contract names the group alone. */
export interface ClusterApiReference {
	readonly group: string;
	readonly kind: string;
	readonly namespace?: string;
	readonly name: string;
}

/** True is the unusual state of these; of all other conditions it is the good one. */
const negative: ReadonlySet<string> = new Set([
	'Paused',
	'Deleting',
	'RollingOut',
	'ScalingUp',
	'ScalingDown',
	'Updating',
	'Remediating',
]);

export function isNegative(type: string): boolean {
	return negative.has(type);
}

/**
 * The conditions of the newer contract: in `status.conditions` of v1beta2, in `status.v1beta2.conditions` of v1beta1. A
 * provider may be of an older contract than Cluster API itself, so that the object decides and not its version alone.
 */
export function newConditionsOf(object: KubeObject): Condition[] {
	if (fieldOf(object, 'status', 'v1beta2', 'conditions') !== undefined) {
		return conditionsOf(object, 'status', 'v1beta2', 'conditions');
	}
	return hasNewStatus(object) ? conditionsOf(object) : [];
}

/** The conditions with severities: in `status.conditions` of v1beta1, in `status.deprecated` of v1beta2. */
export function oldConditionsOf(object: KubeObject): Condition[] {
	const kept = conditionsOf(object, 'status', 'deprecated', 'v1beta1', 'conditions');
	return kept.length > 0 || hasNewStatus(object) ? kept : conditionsOf(object);
}

function hasNewStatus(object: KubeObject): boolean {
	const isNewer = /\/v1beta[2-9]$|\/v[1-9]$/.test(object.apiVersion);
	// Only the older conditions have a severity.
	return isNewer && !conditionsOf(object).some(({ severity }) => severity !== undefined);
}

/** One condition, of the newer contract where it has it. */
export function clusterApiCondition(object: KubeObject, ...types: readonly string[]): Condition | undefined {
	const all = [...newConditionsOf(object), ...oldConditionsOf(object)];
	return types.map(type => all.find(condition => condition.type === type)).find(each => each !== undefined);
}

/** Reads `{ apiVersion, kind, name, namespace }` and `{ apiGroup, kind, name }` alike. */
export function clusterApiReference(
	object: KubeObject,
	...path: readonly (string | number)[]
): ClusterApiReference | undefined {
	const value = fieldOf(object, ...path);
	const [kind, name] = [textOf(value, 'kind'), textOf(value, 'name')];
	if (kind === undefined || name === undefined) {
		return undefined;
	}
	const namespace = textOf(value, 'namespace') ?? object.metadata.namespace;
	const group = textOf(value, 'apiGroup') ?? groupOf(textOf(value, 'apiVersion') ?? '');
	return { group, kind, ...(namespace !== undefined && { namespace }), name };
}

export function referred(
	reference: ClusterApiReference | undefined,
	objects: readonly KubeObject[],
): KubeObject | undefined {
	return (
		reference &&
		objects.find(
			({ apiVersion, kind, metadata }) =>
				kind === reference.kind &&
				metadata.name === reference.name &&
				metadata.namespace === reference.namespace &&
				(reference.group === '' || groupOf(apiVersion) === reference.group),
		)
	);
}

const clusterLabel = 'cluster.x-k8s.io/cluster-name';

/** The cluster that an object is part of, by its name within the namespace. */
export function clusterNameOf(object: KubeObject): string | undefined {
	return textOf(object, 'spec', 'clusterName') ?? object.metadata.labels?.[clusterLabel];
}

export function isOfCluster(object: KubeObject, cluster: KubeObject): boolean {
	return object.metadata.namespace === cluster.metadata.namespace && clusterNameOf(object) === cluster.metadata.name;
}

export function isControlPlaneMachine({ metadata }: KubeObject): boolean {
	return 'cluster.x-k8s.io/control-plane' in (metadata.labels ?? {});
}

export function nodeNameOfMachine(machine: KubeObject): string | undefined {
	return textOf(machine, 'status', 'nodeRef', 'name');
}

export function isPaused(object: KubeObject): boolean {
	return fieldOf(object, 'spec', 'paused') === true || 'cluster.x-k8s.io/paused' in (object.metadata.annotations ?? {});
}

/** Seconds of a duration as either contract writes it: `5m` or, in a field of its own, whole seconds. */
export function secondsOf(
	object: KubeObject,
	seconds: readonly string[],
	duration: readonly string[],
): number | undefined {
	const text = textOf(object, ...duration);
	const ms = text === undefined ? undefined : parseDuration(text);
	return numberOf(object, ...seconds) ?? (ms === undefined ? undefined : ms / 1000);
}

/** The kind has a common name: other groups have Clusters too. */
export function isClusterApiCluster({ apiVersion, kind }: ObjectReference): boolean {
	return kind === 'Cluster' && apiVersion.startsWith('cluster.x-k8s.io/');
}
