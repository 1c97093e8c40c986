import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { ConfigEntry, ConfigNode, ConfigScalar } from '../core/facts.ts';
import { plainScalarType } from '../core/go-scalar.ts';
import { isPlaceholder } from '../core/placeholder.ts';
import type { YamlSource } from './yaml-value.ts';

/** Aliases of aliases can stand for billions of nodes; no configuration has this many. */
const mostNodes = 100_000;
const deepest = 100;

const opaque: ConfigScalar = { kind: 'scalar', type: 'string', text: '', opaque: true };
const nothing: ConfigScalar = { kind: 'scalar', type: 'null', text: '' };

/** A node as data, in the order of the file, equal keys kept. */
export function configNodeOf(source: YamlSource, root: unknown): ConfigNode {
	let left = mostNodes;
	const build = (written: unknown, depth: number): ConfigNode => {
		const node = source.anchors.follow(written);
		left -= 1;
		if (left < 0 || depth > deepest || isGap(node, source.text)) {
			return opaque;
		}
		if (isScalar(node)) {
			return scalarOf(node);
		}
		if (isSeq(node)) {
			return { kind: 'list', items: node.items.map(item => build(item, depth + 1)) };
		}
		return isMap(node) ? { kind: 'map', entries: entriesOf(node.items, depth) } : nothing;
	};
	const entriesOf = (pairs: readonly Pair[], depth: number): ConfigEntry[] => {
		const isMerge = (pair: Pair) => keyText(pair) === '<<';
		const own = pairs
			.filter(pair => !isMerge(pair))
			.map(pair => ({ key: keyText(pair), value: build(pair.value, depth + 1) }));
		const merged = pairs.filter(isMerge).flatMap(pair => mergedEntries(build(pair.value, depth + 1)));
		const fresh = merged.filter(
			(entry, index) =>
				!own.some(({ key }) => key === entry.key) && merged.findIndex(({ key }) => key === entry.key) === index,
		);
		const isMerged = ({ key }: ConfigEntry) => merged.some(entry => entry.key === key);
		return [...own.map(entry => (isMerged(entry) ? { ...entry, overrides: true as const } : entry)), ...fresh];
	};
	return build(root, 0);
}

function mergedEntries(node: ConfigNode): readonly ConfigEntry[] {
	return node.kind === 'map' ? node.entries : node.kind === 'list' ? node.items.flatMap(mergedEntries) : [];
}

function scalarOf(node: Scalar): ConfigScalar {
	const isPlain = node.type === undefined || node.type === 'PLAIN';
	const text = isPlain ? (node.source ?? String(node.value ?? '')) : String(node.value ?? '');
	const isTyped = typed.has(node.tag ?? '') || (isPlain && node.tag !== 'tag:yaml.org,2002:str');
	const type = isTyped ? plainScalarType(text) : 'string';
	return {
		kind: 'scalar',
		type,
		text,
		...((isPlaceholder(text) || node.tag === 'tag:yaml.org,2002:binary') && { opaque: true as const }),
	};
}

/** `!!int "5"` is a number, quotes or not. */
const typed = new Set(['int', 'float', 'bool', 'null'].map(name => `tag:yaml.org,2002:${name}`));

/** `{{ name }}` without quotes is a map in a map to YAML, and a value to whoever wrote it. */
function isGap(node: unknown, text: string): boolean {
	const start = (isMap(node) || isSeq(node)) && (node as Node).range?.[0];
	return typeof start === 'number' && text.startsWith('{{', start);
}

export function keyText({ key }: Pair): string {
	return isScalar(key) ? (typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))) : String(key);
}
