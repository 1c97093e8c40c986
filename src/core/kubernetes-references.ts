import type { Facts } from './facts.ts';
import type { Outcome } from './finding.ts';
import { containersOf } from './kubernetes-pods.ts';
import { called, problemWith } from './kubernetes-problem.ts';
import { kubernetesResources } from './kubernetes-resources.ts';
import { podTemplatesOf, type TemplateFacts } from './kubernetes-templates.ts';
import { fieldOf, itemsOf, type Json, type Listing, textOf } from './kubernetes.ts';
import { t } from './words.ts';

/** Kinds of what a pod may name, under the name of their fact, each with how it is called and where pods name it. */
const referenced = {
	secrets: { kind: 'Secret', namesIn: secretsIn },
	configMapNames: { kind: 'ConfigMap', namesIn: configMapsIn },
	serviceAccounts: { kind: 'ServiceAccount', namesIn: spec => [textOf(spec, 'serviceAccountName')] },
	persistentVolumeClaims: {
		kind: 'PersistentVolumeClaim',
		namesIn: spec => itemsOf(spec, 'volumes').map(volume => textOf(volume, 'persistentVolumeClaim', 'claimName')),
	},
	priorityClasses: { kind: 'PriorityClass', namesIn: spec => [textOf(spec, 'priorityClassName')] },
	runtimeClasses: { kind: 'RuntimeClass', namesIn: spec => [textOf(spec, 'runtimeClassName')] },
	resourceClaims: {
		kind: 'ResourceClaim',
		namesIn: spec => itemsOf(spec, 'resourceClaims').map(claim => textOf(claim, 'resourceClaimName')),
	},
	resourceClaimTemplates: {
		kind: 'ResourceClaimTemplate',
		namesIn: spec => itemsOf(spec, 'resourceClaims').map(claim => textOf(claim, 'resourceClaimTemplateName')),
	},
} as const satisfies Readonly<
	Partial<Record<keyof Facts, { kind: string; namesIn(spec: Json | undefined): readonly (string | undefined)[] }>>
>;

export type ReferencedFact = keyof typeof referenced;

/** What templates of pods name of these kinds and what is not there. */
export function* missingReferences<F extends ReferencedFact>(
	facts: TemplateFacts & Pick<Facts, F>,
	kinds: readonly F[],
): Generator<Outcome> {
	const there = kinds.map(fact => [fact, namesOf(facts[fact])] as const);
	for (const { workload, spec } of podTemplatesOf(facts)) {
		for (const [fact, names] of there) {
			const { kind, namesIn } = referenced[fact];
			const namespace = kubernetesResources[fact].namespaced ? workload.metadata.namespace : undefined;
			for (const name of new Set(namesIn(spec))) {
				if (name !== undefined && facts[fact].served && !names.has(`${namespace ?? ''}/${name}`)) {
					yield problemWith(workload, t('{0} names {1} {2}, which is not there.', called(workload), kind, name));
				}
			}
		}
	}
}

function namesOf({ objects }: Listing): ReadonlySet<string> {
	return new Set(objects.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`));
}

function secretsIn(spec: Json | undefined): (string | undefined)[] {
	return [
		...sourcesIn(spec, 'secret').map(source => textOf(source, 'secretName') ?? textOf(source, 'name')),
		...variablesIn(spec, 'secretKeyRef', 'secretRef'),
		...itemsOf(spec, 'imagePullSecrets').map(secret => textOf(secret, 'name')),
	];
}

function configMapsIn(spec: Json | undefined): (string | undefined)[] {
	return [
		...sourcesIn(spec, 'configMap').map(source => textOf(source, 'name')),
		...variablesIn(spec, 'configMapKeyRef', 'configMapRef'),
	];
}

/** Volumes of this kind, by themselves and projected with others. */
function sourcesIn(spec: Json | undefined, kind: string): Json[] {
	const volumes = itemsOf(spec, 'volumes');
	const projected = volumes.flatMap(volume => itemsOf(volume, 'projected', 'sources'));
	return needed([...volumes, ...projected].map(volume => fieldOf(volume, kind)));
}

function variablesIn(spec: Json | undefined, one: string, all: string): (string | undefined)[] {
	const containers = containersOf(spec);
	const single = containers.flatMap(container =>
		itemsOf(container, 'env').map(variable => fieldOf(variable, 'valueFrom', one)),
	);
	const whole = containers.flatMap(container => itemsOf(container, 'envFrom').map(source => fieldOf(source, all)));
	return needed([...single, ...whole]).map(source => textOf(source, 'name'));
}

/** What is optional may be missing. */
function needed(sources: readonly (Json | undefined)[]): Json[] {
	return sources.filter(source => source !== undefined).filter(source => fieldOf(source, 'optional') !== true);
}
