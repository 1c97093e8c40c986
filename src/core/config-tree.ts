import type { ConfigDocument, ConfigNode, ConfigScalar } from './facts.ts';
import type { Problem, Severity, YamlPath } from './finding.ts';
import type { Fix, PlainScalar } from './fix.ts';

/** A node and where it stands. */
export interface Site {
	readonly document: ConfigDocument;
	readonly path: YamlPath;
	readonly node: ConfigNode;
	/** Which one of several equal keys; missing where there is one. */
	readonly occurrence?: number;
	/** A word of a command that is one string: the last step of the path is its number. */
	readonly isInScript?: true;
}

export interface ScalarSite extends Site {
	readonly node: ConfigScalar;
	readonly text: string;
}

export function rootOf(document: ConfigDocument): Site {
	return { document, path: [], node: document.root };
}

/** The fields of a map; of equal keys each, with its number. */
export function entriesOf(site: Site): (Site & { readonly key: string })[] {
	const { document, path, node } = site;
	if (node.kind !== 'map') {
		return [];
	}
	const twins = twinsIn(node.entries.map(({ key }) => key));
	const seen = new Map<string, number>();
	return node.entries.map(({ key, value }) => {
		const place = { document, path: [...path, key], node: value, key };
		if (!twins.has(key)) {
			return place;
		}
		const occurrence = seen.get(key) ?? 0;
		seen.set(key, occurrence + 1);
		return { ...place, occurrence };
	});
}

function twinsIn(keys: readonly string[]): ReadonlySet<string> {
	return new Set(keys).size === keys.length
		? new Set()
		: new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
}

/** The fields that count: of equal keys the last, as a decoder takes it. */
export function fieldsOf(site: Site): (Site & { readonly key: string })[] {
	const entries = entriesOf(site);
	const last = new Map(entries.map((entry, index) => [entry.key, index]));
	return entries.filter(({ key }, index) => last.get(key) === index);
}

export function itemsOf({ document, path, node }: Site): Site[] {
	return node.kind === 'list'
		? node.items.map((item, index) => ({ document, path: [...path, index], node: item }))
		: [];
}

/** The field at a path: of equal keys the last, as a decoder takes it. */
export function fieldAt(site: Site, ...path: YamlPath): Site | undefined {
	let { node } = site;
	for (const step of path) {
		const next = childOf(node, step);
		if (!next) {
			return undefined;
		}
		node = next;
	}
	return path.length === 0 ? site : { document: site.document, path: [...site.path, ...path], node };
}

/** Asked more often than anything else: hence no closures. */
function childOf(node: ConfigNode, step: string | number): ConfigNode | undefined {
	if (typeof step === 'number') {
		return node.kind === 'list' ? node.items[step] : undefined;
	}
	if (node.kind !== 'map') {
		return undefined;
	}
	for (let index = node.entries.length - 1; index >= 0; index--) {
		const entry = node.entries[index];
		if (entry?.key === step) {
			return entry.value;
		}
	}
	return undefined;
}

/** Every node at a pattern, in which `*` stands for each item of a list or each value of a map. */
export function sitesAt(site: Site, pattern: readonly string[]): Site[] {
	const star = pattern.indexOf('*');
	if (star < 0) {
		const found = fieldAt(site, ...pattern);
		return found ? [found] : [];
	}
	const above = fieldAt(site, ...pattern.slice(0, star));
	const rest = pattern.slice(star + 1);
	const next = above ? [...itemsOf(above), ...fieldsOf(above)] : [];
	return rest.length === 0 ? next : next.flatMap(each => sitesAt(each, rest));
}

/** What a field says, where it says anything that can be judged. */
export function scalarOf(site: Site | undefined): ScalarSite | undefined {
	const node = site?.node;
	return site && node?.kind === 'scalar' && node.type !== 'null' && !node.opaque
		? { ...site, node, text: node.text }
		: undefined;
}

/**
 * The texts that are filled in at some patterns, such as `apiServer.certSANs.*`. An empty field is none; an empty item is
 * one. What is of the wrong type is for other rules.
 */
export function textsAt(root: Site, ...patterns: readonly string[]): ScalarSite[] {
	return patterns
		.flatMap(pattern => sitesAt(root, pattern.split('.')))
		.map(itemOrScalar)
		.filter(site => site !== undefined)
		.filter(({ node, text, path }) => node.type === 'string' && (text !== '' || typeof path.at(-1) === 'number'));
}

/** A list of texts has an empty one for an item that is null. */
function itemOrScalar(site: Site): ScalarSite | undefined {
	const { node, path } = site;
	return node.kind === 'scalar' && node.type === 'null' && typeof path.at(-1) === 'number'
		? { ...site, node: { kind: 'scalar', type: 'string', text: '' }, text: '' }
		: scalarOf(site);
}

export function textAt(site: Site, ...path: YamlPath): string | undefined {
	return scalarOf(fieldAt(site, ...path))?.text;
}

export function isOpaque(site: Site | undefined): boolean {
	return site?.node.kind === 'scalar' && site.node.opaque === true;
}

/** Whether a field is there and is not empty, as Go's `len(x) != 0`. A gap counts as filled in. */
export function isSet(site: Site | undefined): boolean {
	if (!site) {
		return false;
	}
	const { node } = site;
	switch (node.kind) {
		case 'map':
			return node.entries.length > 0;
		case 'list':
			return node.items.length > 0;
		case 'scalar':
			return node.opaque === true || (node.type !== 'null' && node.text !== '');
	}
}

/** Puts a text in the place of a scalar. */
export function setFix(title: string, { document, path }: Site, value: PlainScalar): Fix {
	return { title, edits: [{ document: document.id, kind: 'set', path, value }] };
}

export function renameFix(title: string, { document, path, occurrence }: Site, to: string): Fix {
	const which = occurrence === undefined ? {} : { occurrence };
	return { title, edits: [{ document: document.id, kind: 'rename', path, ...which, to }] };
}

export function deleteFix(title: string, { document, path, occurrence }: Site): Fix {
	const which = occurrence === undefined ? {} : { occurrence };
	return { title, edits: [{ document: document.id, kind: 'delete', path, ...which }] };
}

/** A problem at a field: on its value, or on its key where it is the key that is wrong. */
export function problemAt(
	{ document, path, occurrence }: Site,
	message: string,
	more: { readonly part?: 'key' | 'value'; readonly severity?: Severity; readonly fix?: Fix | undefined } = {},
): Problem {
	const { part = 'value', severity, fix } = more;
	return {
		message,
		subject: { kind: 'file', document: document.id },
		anchor: { kind: 'field', document: document.id, path, part, ...(occurrence !== undefined && { occurrence }) },
		...(severity && { severity }),
		...(fix && { fix }),
	};
}
