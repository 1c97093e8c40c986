import { isAlias, visit, type Document, type Node } from 'yaml';

/** What the aliases of a document stand for. */
export interface Anchors {
	/** The node an alias names; any other node is itself; an alias of nothing is `undefined`. */
	follow(node: unknown): unknown;
}

/** Looked through once and only when an alias is met: the library's own way walks the document for every alias. */
export function anchorsOf(document: Document): Anchors {
	let known: ReadonlyMap<string, readonly Node[]> | undefined;
	return {
		follow(node) {
			if (!isAlias(node)) {
				return node;
			}
			known ??= collect(document);
			const before = node.range?.[0] ?? 0;
			return known.get(node.source)?.findLast(target => (target.range?.[0] ?? 0) < before);
		},
	};
}

function collect(document: Document): Map<string, Node[]> {
	const found = new Map<string, Node[]>();
	visit(document, {
		Value(_key, node) {
			if (node.anchor !== undefined) {
				found.set(node.anchor, [...(found.get(node.anchor) ?? []), node]);
			}
		},
	});
	return found;
}
