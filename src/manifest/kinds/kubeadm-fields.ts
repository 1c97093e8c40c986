import type { Description, Setting } from '../description.ts';
import type { YamlValue } from '../yaml-value.ts';

/** Deeper than any field of kubeadm; an alias may lead back into itself. */
const deepest = 8;

/**
 * A ClusterConfiguration field by field, as it can be held against another: each has its path for a name. In lists whose items
 * have names the name is a step; of other lists the sorted items are the value, since kubeadm minds no order.
 */
export function describeFields(document: string, cluster: YamlValue): Description {
	const own = cluster.entries().filter(([key]) => key !== 'apiVersion' && key !== 'kind');
	return {
		document,
		origin: 'kubeadm',
		component: 'kubeadm',
		settings: own.flatMap(([key, value]) => fieldsOf(key, value, deepest)),
		home: (cluster.get('kind') ?? cluster).keyRange(),
	};
}

function fieldsOf(path: string, field: YamlValue, depth: number): Setting[] {
	const text = field.text();
	if (text !== undefined || depth === 0) {
		return text === undefined || text === '' ? [] : [{ flag: path, value: text, range: field.range() }];
	}
	const node: Setting = { flag: path, range: field.keyRange() };
	if (!field.isList) {
		return [node, ...field.entries().flatMap(([key, value]) => fieldsOf(`${path}.${key}`, value, depth - 1))];
	}
	const items = field.items();
	const texts = items.map(item => item.text()).filter(item => item !== undefined);
	return texts.length > 0
		? [{ ...node, value: texts.toSorted().join(', ') }]
		: [node, ...items.flatMap(item => namedOf(path, item, depth - 1))];
}

/** Arguments and variables are a name and a value; volumes have a name and more. */
function namedOf(path: string, item: YamlValue, depth: number): Setting[] {
	const name = item.get('name')?.text();
	const value = item.get('value');
	if (name === undefined) {
		return [];
	}
	return value
		? fieldsOf(`${path}.${name}`, value, depth)
		: item
				.entries()
				.filter(([key]) => key !== 'name')
				.flatMap(([key, inner]) => fieldsOf(`${path}.${name}.${key}`, inner, depth));
}
