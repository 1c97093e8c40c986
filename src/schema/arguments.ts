import { entriesOf, fieldAt, isOpaque, itemsOf, scalarOf, type Site } from '../core/config-tree.ts';
import type { ConfigNode } from '../core/facts.ts';

/** One argument of a component in kubeadm's files. */
export interface Argument {
	readonly name: string;
	/** Missing where it is a gap still to be filled in. */
	readonly text?: string;
	/** Where the name stands, and which part of that field it is. */
	readonly nameSite: Site;
	readonly namePart: 'key' | 'value';
	/** Where the value stands, or should. */
	readonly site: Site;
	/** All that belongs to this argument. */
	readonly whole: Site;
}

/** Written as a map or as a list of names and values: either is read, whichever the version has. */
export function argumentsAt(site: Site | undefined): readonly Argument[] {
	if (!site) {
		return [];
	}
	const found = known.get(site.node) ?? readArguments(site);
	known.set(site.node, found);
	return found;
}

/** Forty rules ask for the same few lists. A node is of one document, and stands in one place of it. */
const known = new WeakMap<ConfigNode, readonly Argument[]>();

function readArguments(site: Site): Argument[] {
	const mapped = entriesOf(site).map((entry): Argument => {
		const { key, ...place } = entry;
		return { name: key, ...valueOf(place), nameSite: place, namePart: 'key', site: place, whole: place };
	});
	const listed = itemsOf(site).flatMap((item): Argument[] => {
		const nameSite = scalarOf(fieldAt(item, 'name'));
		const value = fieldAt(item, 'value');
		return nameSite
			? [{ name: nameSite.text, ...valueOf(value), nameSite, namePart: 'value', site: value ?? nameSite, whole: item }]
			: [];
	});
	return [...mapped, ...listed];
}

function valueOf(site: Site | undefined): { readonly text?: string } {
	if (!site || isOpaque(site)) {
		return site ? {} : { text: '' };
	}
	return site.node.kind === 'scalar' ? { text: site.node.text } : {};
}

/** The argument that counts: the last of a name. */
export function argumentOf(root: Site, path: readonly string[], name: string): Argument | undefined {
	return argumentsAt(fieldAt(root, ...path)).findLast(argument => argument.name === name);
}
