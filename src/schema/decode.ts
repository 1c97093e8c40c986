import { entriesOf, itemsOf, type Site } from '../core/config-tree.ts';
import type { ConfigDocument } from '../core/facts.ts';
import { plainInt } from '../core/go-scalar.ts';
import { parseQuantity } from '../core/kubernetes-quantity.ts';
import { fieldShape, isArgumentsShape, isListShape, type FieldShape, type FieldShapes } from './config-fields.ts';

/** Where a document is not what its type is, as a strict decoder of Kubernetes finds it. */
export type Mismatch =
	| { readonly kind: 'unknown'; readonly site: Site; readonly name: string; readonly known: FieldShapes }
	| { readonly kind: 'type'; readonly site: Site; readonly expected: string }
	| { readonly kind: 'arguments'; readonly site: Site; readonly expected: 'map' | 'list' };

/** Several rules ask for each document, each for mismatches of its own kind. */
const known = new WeakMap<ConfigDocument, readonly Mismatch[]>();

/** All of a document that is not what its type is. */
export function mismatchesOf(root: Site, shape: FieldShape): readonly Mismatch[] {
	const found = known.get(root.document) ?? [...decode(root, shape)];
	known.set(root.document, found);
	return found;
}

/** Gaps and empty fields fit everything. Of equal keys the last is looked into: it is the one that counts. */
export function* decode(site: Site, shape: FieldShape): Generator<Mismatch> {
	const { node } = site;
	if (shape === 'any' || (node.kind === 'scalar' && (node.opaque || node.type === 'null'))) {
		return;
	}
	if (typeof shape === 'string') {
		if (node.kind !== 'scalar' || !fits(node.type, node.text, shape)) {
			yield { kind: 'type', site, expected: shape };
		}
	} else if (isListShape(shape)) {
		yield* decodeList(site, shape);
	} else {
		yield* decodeMap(site, shape);
	}
}

function* decodeList(site: Site, shape: readonly [FieldShape]): Generator<Mismatch> {
	if (site.node.kind === 'list') {
		for (const item of itemsOf(site)) {
			yield* decode(item, shape[0]);
		}
	} else if (site.node.kind === 'map' && isArgumentsShape(shape)) {
		yield { kind: 'arguments', site, expected: 'list' };
	} else {
		yield { kind: 'type', site, expected: 'list' };
	}
}

function* decodeMap(site: Site, shape: FieldShapes): Generator<Mismatch> {
	if (site.node.kind !== 'map') {
		// Maps of texts are arguments in kubeadm's documents alone.
		const isList =
			site.node.kind === 'list' && isArgumentsShape(shape) && !/^kube(?:let|proxy)/.test(site.document.kind);
		yield isList ? { kind: 'arguments', site, expected: 'map' } : { kind: 'type', site, expected: 'map' };
		return;
	}
	const entries = entriesOf(site);
	for (const [index, entry] of entries.entries()) {
		const inner = fieldShape(shape, entry.key);
		if (inner === undefined) {
			yield { kind: 'unknown', site: entry, name: entry.key, known: shape };
		} else if (entries.findLastIndex(other => other.key === entry.key) === index) {
			yield* decode(entry, inner);
		}
	}
}

const integers: Readonly<Record<string, number>> = { uint32: 2 ** 32, int32: 2 ** 31, int64: 2 ** 63, int: 2 ** 63 };

/** Whether Go's JSON decoder takes a scalar for a type. What a text says inside is for other rules. */
function fits(written: string, text: string, expected: string): boolean {
	const bound = integers[expected];
	if (bound !== undefined) {
		// 6443.0 is whole: it loses its point on the way to JSON.
		const value = written === 'int' ? plainInt(text) : written === 'float' ? Number(text) : NaN;
		const least = expected.startsWith('u') ? 0 : -bound;
		return Number.isInteger(value) && value >= least && value < bound;
	}
	switch (expected) {
		case 'bool':
			return written === 'bool';
		case 'float64':
			return written === 'int' || written === 'float';
		case 'DurationOrNumber':
			return written === 'string' || written === 'int';
		case 'Quantity':
			return written !== 'bool' && parseQuantity(text) !== undefined;
		default:
			return written === 'string';
	}
}
