import { fieldOf, textOf, type KubeObject, type Listing } from '../../core/kubernetes.ts';
import { kubernetesResources, type KubernetesResource } from '../../core/kubernetes-resources.ts';
import { isObject } from '../../core/shapes.ts';
import type { ApiClient } from './api-client.ts';
import { apiCalls } from './calls.ts';
import type { Discovery } from './discovery.ts';
import { Lists } from './lists.ts';
import type { ListProbes } from './probes.ts';

/** Where an object of Cluster API names another: its provider's, whose kinds nobody can know beforehand. */
const referencePaths: readonly (readonly string[])[] = [
	['spec', 'infrastructureRef'],
	['spec', 'controlPlaneRef'],
	['spec', 'bootstrap', 'configRef'],
	['spec', 'template', 'spec', 'infrastructureRef'],
	['spec', 'template', 'spec', 'bootstrap', 'configRef'],
];

/** All objects of the kinds that Cluster API refers to, but those that have a list of their own. */
export async function clusterApiReferences(
	client: ApiClient,
	discovery: Discovery,
	listed: ListProbes,
	signal: AbortSignal,
): Promise<Listing> {
	const sources = [listed.clusters, listed.machines, listed.machineDeployments, listed.machinePools];
	const lists = await Promise.all(sources.map(list => list(signal)));
	if (lists.every(({ served }) => !served)) {
		return { served: false, objects: [] };
	}
	const kinds = new Map(lists.flatMap(({ objects }) => objects.flatMap(kindsIn)).map(kind => [kind.join('/'), kind]));
	const resources = await Promise.all([...kinds.values()].map(kind => kindResource(client, discovery, kind, signal)));
	const unlisted = resources.filter(each => each !== undefined && !isListed(each)).filter(each => each !== undefined);
	const found = await Promise.all(unlisted.map(each => new Lists(client, discovery).all(each, signal)));
	return { served: true, objects: found.flatMap(({ objects }) => objects) };
}

type GroupAndKind = readonly [group: string, kind: string];

/** The newer contract names the group, the older one group and version. */
function kindsIn(object: KubeObject): GroupAndKind[] {
	return referencePaths.flatMap((path): GroupAndKind[] => {
		const reference = fieldOf(object, ...path);
		const kind = textOf(reference, 'kind');
		const group = textOf(reference, 'apiGroup') ?? textOf(reference, 'apiVersion')?.split('/')[0];
		return kind === undefined || group === undefined ? [] : [[group, kind]];
	});
}

function isListed({ group, plural }: KubernetesResource): boolean {
	return Object.values(kubernetesResources).some(each => each.group === group && each.plural === plural);
}

/** How the API server names the kind in its paths; undefined where it does not know it. */
export async function kindResource(
	client: ApiClient,
	discovery: Discovery,
	[group, kind]: GroupAndKind,
	signal: AbortSignal,
): Promise<KubernetesResource | undefined> {
	const version = (await discovery.groups(signal)).get(group)?.[0];
	if (version === undefined) {
		return undefined;
	}
	const answer = await client.json(apiCalls.resources(group, version), signal);
	const resources = isObject(answer) && Array.isArray(answer['resources']) ? answer['resources'].filter(isObject) : [];
	const found = resources.find(each => each['kind'] === kind && !String(each['name']).includes('/'));
	return (
		found && { group, versions: [version], plural: String(found['name']), namespaced: found['namespaced'] === true }
	);
}
