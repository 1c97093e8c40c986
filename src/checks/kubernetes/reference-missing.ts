import { check } from '../../core/check.ts';
import { containersOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { kubernetesResources } from '../../core/kubernetes-resources.ts';
import { podTemplatesOf } from '../../core/kubernetes-templates.ts';
import { fieldOf, itemsOf, type Json, type Listing, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Its pods wait until somebody makes what they name. */
export default check({
	id: 'kubernetes/reference-missing',
	title: 'A workload names something that is not there',
	remedy: 'Make what is missing, or mend the name.',
	severity: 'error',
	needs: [
		'deployments',
		'statefulSets',
		'daemonSets',
		'jobs',
		'cronJobs',
		'secrets',
		'persistentVolumeClaims',
		'priorityClasses',
		'runtimeClasses',
		'resourceClaims',
	],
	params: {},
	*run(facts) {
		const namesIn = (listing: Listing, namespace: string | undefined) =>
			new Set(
				listing.objects.filter(({ metadata }) => metadata.namespace === namespace).map(({ metadata }) => metadata.name),
			);
		for (const { workload, spec } of podTemplatesOf(facts)) {
			const { namespace } = workload.metadata;
			const missing = referencesOf(spec).filter(({ fact, name }) => {
				const { namespaced } = kubernetesResources[fact];
				return facts[fact].served && !namesIn(facts[fact], namespaced ? namespace : undefined).has(name);
			});
			for (const { kind, name } of missing) {
				yield problemWith(workload, t('{0} names {1} {2}, which is not there.', called(workload), kind, name));
			}
		}
	},
});

interface Reference {
	readonly fact: 'secrets' | 'persistentVolumeClaims' | 'priorityClasses' | 'runtimeClasses' | 'resourceClaims';
	readonly kind: string;
	readonly name: string;
}

/** Those that must be there; ConfigMaps are not read, since their contents are nobody’s business. */
function referencesOf(spec: Json | undefined): Reference[] {
	const isNeeded = (value: Json | undefined) => fieldOf(value, 'optional') !== true;
	const found = (fact: Reference['fact'], kind: string, ...names: readonly (string | undefined)[]): Reference[] =>
		[...new Set(names)].flatMap(name => (name === undefined ? [] : [{ fact, kind, name }]));
	const volumes = itemsOf(spec, 'volumes');
	const containers = containersOf(spec);
	const secrets = [
		...volumes
			.map(volume => fieldOf(volume, 'secret'))
			.filter(isNeeded)
			.map(secret => textOf(secret, 'secretName')),
		...containers
			.flatMap(container => itemsOf(container, 'env').map(variable => fieldOf(variable, 'valueFrom', 'secretKeyRef')))
			.filter(isNeeded)
			.map(key => textOf(key, 'name')),
		...containers
			.flatMap(container => itemsOf(container, 'envFrom').map(source => fieldOf(source, 'secretRef')))
			.filter(isNeeded)
			.map(secret => textOf(secret, 'name')),
	];
	return [
		...found('secrets', 'Secret', ...secrets),
		...found('secrets', 'imagePullSecret', ...itemsOf(spec, 'imagePullSecrets').map(secret => textOf(secret, 'name'))),
		...found(
			'persistentVolumeClaims',
			'PersistentVolumeClaim',
			...volumes.map(volume => textOf(volume, 'persistentVolumeClaim', 'claimName')),
		),
		...found('priorityClasses', 'PriorityClass', textOf(spec, 'priorityClassName')),
		...found('runtimeClasses', 'RuntimeClass', textOf(spec, 'runtimeClassName')),
		...found(
			'resourceClaims',
			'ResourceClaim',
			...itemsOf(spec, 'resourceClaims').map(claim => textOf(claim, 'resourceClaimName')),
		),
	];
}
