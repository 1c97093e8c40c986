import { entriesOf, itemsOf, textOf, type Json, type KubeObject } from './kubernetes.ts';
import { labelsOf } from './kubernetes-nodes.ts';

/** Whether a label selector (`matchLabels`, `matchExpressions`) selects these labels. An empty one selects everything. */
export function selects(selector: Json | undefined, labels: Readonly<Record<string, string>>): boolean {
	return (
		entriesOf(selector, 'matchLabels').every(([key, value]) => labels[key] === value) &&
		itemsOf(selector, 'matchExpressions').every(each => fulfils(each, labels))
	);
}

function fulfils(expression: Json, labels: Readonly<Record<string, string>>): boolean {
	const key = textOf(expression, 'key') ?? '';
	const values = itemsOf(expression, 'values');
	const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
	switch (textOf(expression, 'operator')) {
		case 'In':
			return value !== undefined && values.includes(value);
		case 'NotIn':
			return value === undefined || !values.includes(value);
		case 'Exists':
			return value !== undefined;
		case 'DoesNotExist':
			return value === undefined;
		default:
			return false;
	}
}

const known = new WeakMap<readonly KubeObject[], ReadonlyMap<string | undefined, readonly KubeObject[]>>();

/** The objects of a namespace; each list is sorted into namespaces once. */
export function inNamespace(objects: readonly KubeObject[], namespace: string | undefined): readonly KubeObject[] {
	const sorted = known.get(objects) ?? Map.groupBy(objects, object => object.metadata.namespace);
	known.set(objects, sorted);
	return sorted.get(namespace) ?? [];
}

/** The pods of a namespace that a label selector selects. */
export function podsSelected(
	pods: readonly KubeObject[],
	namespace: string | undefined,
	selector: Json | undefined,
): KubeObject[] {
	// Read once: there may be thousands of pods, and hundreds who select among them.
	const equal = entriesOf(selector, 'matchLabels');
	const expressions = itemsOf(selector, 'matchExpressions');
	return inNamespace(pods, namespace).filter(pod => {
		const labels = labelsOf(pod);
		return (
			equal.every(([key, value]) => labels[key] === value) &&
			expressions.every(expression => fulfils(expression, labels))
		);
	});
}
