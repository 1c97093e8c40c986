import type { Facts } from './facts.ts';
import { controllerOf } from './kubernetes-owners.ts';
import { entriesOf, fieldOf, type Json, type KubeObject } from './kubernetes.ts';

/** Something that makes pods, and the spec of those. */
export interface PodTemplate {
	readonly workload: KubeObject;
	readonly spec: Json | undefined;
	readonly labels: Readonly<Record<string, string>>;
}

export type TemplateFacts = Pick<Facts, 'deployments' | 'statefulSets' | 'daemonSets' | 'jobs' | 'cronJobs'>;

/** The templates of every kind of workload. Jobs of a CronJob are left to it. */
export function podTemplatesOf({
	deployments,
	statefulSets,
	daemonSets,
	jobs,
	cronJobs,
}: TemplateFacts): PodTemplate[] {
	const direct = [
		...deployments.objects,
		...statefulSets.objects,
		...daemonSets.objects,
		...jobs.objects.filter(job => controllerOf(job) === undefined),
	];
	return [
		...direct.map(workload => templateAt(workload, 'spec', 'template')),
		...cronJobs.objects.map(workload => templateAt(workload, 'spec', 'jobTemplate', 'spec', 'template')),
	];
}

function templateAt(workload: KubeObject, ...path: readonly string[]): PodTemplate {
	const labels = entriesOf(workload, ...path, 'metadata', 'labels').flatMap(([key, value]) =>
		typeof value === 'string' ? [[key, value] as const] : [],
	);
	return { workload, spec: fieldOf(workload, ...path, 'spec'), labels: Object.fromEntries(labels) };
}
