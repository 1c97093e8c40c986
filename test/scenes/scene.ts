import type { Check } from '../../src/core/check.ts';
import type { Facts } from '../../src/core/facts.ts';
import type { KubeObject, Listing } from '../../src/core/kubernetes.ts';
import { resourceNames, type ResourceName } from '../../src/core/kubernetes-resources.ts';
import { factsOf } from '../support/facts.ts';

/** What differs from an empty, healthy cluster; lists of objects are written as such. */
export type Staging = {
	readonly [K in keyof Facts]?: K extends ResourceName ? readonly KubeObject[] | Listing : Facts[K];
};

/**
 * What a check says of which objects. The unit tests judge the objects as they are written here, those with a real
 * API server as it tells them.
 */
export interface Scene {
	readonly check: Check;
	readonly silent: readonly Staging[];
	readonly speaking: readonly { readonly staging: Staging; readonly says: readonly RegExp[] }[];
}

export function scene(
	check: Check,
	silent: readonly Staging[],
	...speaking: readonly (readonly [staging: Staging, ...says: readonly RegExp[]])[]
): Scene {
	return { check, silent, speaking: speaking.map(([staging, ...says]) => ({ staging, says })) };
}

export function stagedFacts(staging: Staging): Facts {
	const entries = Object.entries(staging).map(([name, value]) => [
		name,
		isResource(name) && Array.isArray(value) ? { served: true, objects: value } : value,
	]);
	// Lists of objects became listings: these are facts.
	return factsOf(Object.fromEntries(entries) as Partial<Facts>);
}

export function isResource(name: string): name is ResourceName {
	return resourceNames.some(each => each === name);
}
