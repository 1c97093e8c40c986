import { isAlias, isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Anchors } from './anchors.ts';
import { decodedOffsets } from './decoded-offsets.ts';
import type { Range } from './source.ts';

/** The text that was parsed, and how its offsets lie in the file: not the same where YAML stands inside YAML. */
export interface YamlSource {
	readonly text: string;
	readonly anchors: Anchors;
	readonly toFile: (range: Range) => Range;
	/** Whether the text is the value of a field in another. */
	readonly isEmbedded: boolean;
}

/** How deep a first scalar is looked for; deeper, the range of the whole is as good. */
const firstScalarDepth = 8;

/**
 * A node of a document with the way to its place in the file. Aliases are followed, merge keys are searched, of duplicate
 * keys the last counts: as Kubernetes reads it. What is not there is `undefined`; nothing throws.
 */
export class YamlValue {
	readonly #source: YamlSource;
	readonly #node: unknown;
	readonly #key: unknown;

	constructor(source: YamlSource, node: unknown, key?: unknown) {
		this.#source = source;
		this.#node = source.anchors.follow(node);
		this.#key = key;
	}

	/** For those in this folder who need more than this class tells. */
	get node(): unknown {
		return this.#node;
	}

	get key(): unknown {
		return this.#key;
	}

	get source(): YamlSource {
		return this.#source;
	}

	/** The value below a key; with `occurrence`, that one of several equal keys. */
	get(key: string, occurrence = -1): YamlValue | undefined {
		const pair = isMap(this.#node) ? this.#pairs(this.#node, key).at(occurrence) : undefined;
		return pair && new YamlValue(this.#source, pair.value, pair.key);
	}

	at(...path: readonly (string | number)[]): YamlValue | undefined {
		return path.reduce<YamlValue | undefined>((value, step) => value?.step(step), this);
	}

	/** As far as `path` exists. */
	deepest(...path: readonly (string | number)[]): YamlValue {
		const next = path[0] === undefined ? undefined : this.step(path[0]);
		return next?.deepest(...path.slice(1)) ?? this;
	}

	step(step: string | number): YamlValue | undefined {
		return typeof step === 'number' ? (this.items()[step] ?? this.get(String(step))) : this.get(step);
	}

	/** The items of a list, or none. */
	items(): YamlValue[] {
		return isSeq(this.#node) ? this.#node.items.map(item => new YamlValue(this.#source, item)) : [];
	}

	/** The keys of a map with their values, merged ones left out, or none. */
	entries(): (readonly [key: string, value: YamlValue])[] {
		return isMap(this.#node)
			? this.#node.items.map(pair => [keyText(pair), new YamlValue(this.#source, pair.value, pair.key)] as const)
			: [];
	}

	get isList(): boolean {
		return isSeq(this.#node);
	}

	/** A scalar as it was written: `8589934592` and `0x10` stay what they are. */
	text(): string | undefined {
		const node = this.#node;
		if (!isScalar(node) || node.value === null) {
			return undefined;
		}
		return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
	}

	/** A scalar, quotes included; of a map or list its first scalar, so that no block is ever marked. */
	range(): Range {
		return this.#source.toFile(this.#innerRange());
	}

	/** Key and value where both stand on one line, else the key. */
	entryRange(): Range {
		return this.hasKey ? this.#source.toFile(this.#innerEntryRange()) : this.range();
	}

	keyRange(): Range {
		return this.hasKey ? this.#source.toFile(ownRange(this.#key) ?? this.#innerRange()) : this.range();
	}

	get hasKey(): boolean {
		return ownRange(this.#key) !== undefined;
	}

	/** For text that holds other text: an offset in what it says becomes one in what is written. */
	innerToFile(): (range: Range) => Range {
		const whole = this.#innerRange();
		const offsets = isScalar(this.#node) ? decodedOffsets(this.#node, this.#source.text) : undefined;
		return ({ start, end }) => this.#source.toFile(offsets ? { start: offsets(start), end: offsets(end) } : whole);
	}

	#innerRange(): Range {
		return (
			(isScalar(this.#node) ? ownRange(this.#node) : undefined) ?? firstScalar(this.#node, firstScalarDepth) ?? noRange
		);
	}

	#innerEntryRange(): Range {
		const key = ownRange(this.#key) ?? noRange;
		const value = isScalar(this.#node) ? ownRange(this.#node) : undefined;
		const isOneLine = value && value.start >= key.end && !/[\r\n]/.test(this.#source.text.slice(key.start, value.end));
		return isOneLine ? { start: key.start, end: value.end } : key;
	}

	/** Those of the map itself after those it merges, since its own win. */
	#pairs(map: YAMLMap, key: string, seen: Set<unknown> = new Set()): Pair[] {
		const own = map.items.filter(pair => keyText(pair) === key);
		if (own.length > 0 || seen.has(map)) {
			return own;
		}
		const merged = map.items.filter(pair => keyText(pair) === '<<').flatMap(pair => this.#mergedMaps(pair.value));
		seen.add(map);
		for (const each of merged) {
			const pairs = this.#pairs(each, key, seen);
			if (pairs.length > 0) {
				return pairs;
			}
		}
		return [];
	}

	#mergedMaps(value: unknown): YAMLMap[] {
		const node = this.#source.anchors.follow(value);
		const all: readonly unknown[] = isSeq(node) ? node.items : [node];
		return all.map(each => this.#source.anchors.follow(each)).filter(isMap);
	}
}

const noRange: Range = { start: 0, end: 0 };

function keyText({ key }: Pair): string {
	return isScalar(key) ? String(key.value) : String(key);
}

function ownRange(node: unknown): Range | undefined {
	return isNode(node) && node.range ? { start: node.range[0], end: node.range[1] } : undefined;
}

function firstScalar(node: unknown, depth: number): Range | undefined {
	if (isScalar(node) || isAlias(node)) {
		return ownRange(node);
	}
	const first = isMap(node) ? (node.items[0]?.key ?? undefined) : isSeq(node) ? node.items[0] : undefined;
	const own = ownRange(node);
	const inside = depth > 0 && first !== undefined ? firstScalar(first, depth - 1) : undefined;
	return inside ?? (own && { start: own.start, end: own.start });
}
