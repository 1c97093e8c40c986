import { containersOf } from './kubernetes-pods.ts';
import { parseQuantity } from './kubernetes-quantity.ts';
import { entriesOf, itemsOf, type Json, type KubeObject } from './kubernetes.ts';

/** What a pod asks for of each resource: the sum of its containers, or the largest of its init containers. */
export function requestsOf(spec: Json | undefined): ReadonlyMap<string, number> {
	const total = new Map<string, number>();
	for (const container of itemsOf(spec, 'containers')) {
		for (const [name, amount] of amountsOf(container)) {
			total.set(name, (total.get(name) ?? 0) + amount);
		}
	}
	for (const container of itemsOf(spec, 'initContainers')) {
		for (const [name, amount] of amountsOf(container)) {
			total.set(name, Math.max(total.get(name) ?? 0, amount));
		}
	}
	return total;
}

function amountsOf(container: Json): (readonly [string, number])[] {
	const requested = quantitiesAt(container, 'resources', 'requests');
	// A limit without a request is the request of an extended resource; of others the API server filled it in.
	const implied = quantitiesAt(container, 'resources', 'limits').filter(
		([name]) => isExtended(name) && !requested.some(([each]) => each === name),
	);
	return [...requested, ...implied];
}

/** The names of devices that containers of a pod ask for, however many. */
export function devicesOf(spec: Json | undefined): string[] {
	return containersOf(spec)
		.flatMap(container => [
			...entriesOf(container, 'resources', 'limits'),
			...entriesOf(container, 'resources', 'requests'),
		])
		.flatMap(([name]) => (isExtended(name) ? [name] : []));
}

export function quantitiesAt(
	value: Json | KubeObject | undefined,
	...path: readonly string[]
): (readonly [string, number])[] {
	return entriesOf(value, ...path).flatMap(([name, text]) => {
		const amount = typeof text === 'string' || typeof text === 'number' ? parseQuantity(text) : undefined;
		return amount === undefined ? [] : [[name, amount] as const];
	});
}

/** `nvidia.com/gpu`: what a device plugin offers. */
export function isExtended(name: string): boolean {
	return (
		name.includes('/') &&
		!name.startsWith('kubernetes.io/') &&
		!/^(?:requests\.|attachable-volumes|hugepages)/.test(name)
	);
}
