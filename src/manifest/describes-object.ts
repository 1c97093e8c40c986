import { isObject } from '../core/shapes.ts';
import { readPlainYaml } from './plain-yaml.ts';

/** Whether one of the documents in a text is this object. A namespace that the text leaves out fits any. */
export function describesObject(
	text: string,
	wanted: { readonly kind: string; readonly name: string; readonly namespace?: string },
): boolean {
	// A cheap look first: most files name it nowhere.
	if (!text.includes(wanted.name) || !text.includes(wanted.kind)) {
		return false;
	}
	return text.split(/^---.*$/m).some(document => {
		const value = plainOrNothing(document);
		const metadata = isObject(value) && isObject(value['metadata']) ? value['metadata'] : {};
		return (
			isObject(value) &&
			value['kind'] === wanted.kind &&
			// A static pod has the name of its node behind its own in the cluster.
			(metadata['name'] === wanted.name || isStaticPodOf(wanted.name, metadata)) &&
			(metadata['namespace'] === undefined ||
				wanted.namespace === undefined ||
				metadata['namespace'] === wanted.namespace)
		);
	});
}

function isStaticPodOf(name: string, metadata: Readonly<Record<string, unknown>>): boolean {
	const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
	return (
		labels['tier'] === 'control-plane' &&
		typeof metadata['name'] === 'string' &&
		name.startsWith(`${metadata['name']}-`)
	);
}

function plainOrNothing(text: string): unknown {
	try {
		return readPlainYaml(text);
	} catch {
		// A template or a broken file: it describes nothing for certain.
		return undefined;
	}
}
