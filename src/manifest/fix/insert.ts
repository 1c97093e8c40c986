import { isMap, isScalar } from 'yaml';
import type { YamlPath } from '../../core/finding.ts';
import type { PlainScalar, PlainValue, TextEdit } from '../../core/fix.ts';
import type { YamlValue } from '../yaml-value.ts';
import { afterColon, endOf, eolOf, isFlow, lineEnd, lineStart, scalarText } from './written.ts';

/** A field in either style. */
export interface WrittenField {
	/** From column 0 on, without line breaks. */
	readonly lines: readonly string[];
	/** Between braces; missing where it can only stand in lines of its own. */
	readonly inFlow?: (style: 'yaml' | 'json') => string;
}

/** A field at a path, the maps on the way there made where they are missing. */
export function insert(
	root: YamlValue,
	path: YamlPath,
	field: WrittenField,
	text: string,
): readonly TextEdit[] | undefined {
	const absent = path.findIndex((_step, index) => root.at(...path.slice(0, index + 1)) === undefined);
	const depth = absent === -1 ? path.length : absent;
	const map = root.at(...path.slice(0, depth));
	// From the inside out: what is missing of the path becomes maps around the field.
	const nested = path.slice(depth).map(String).reduceRight<WrittenField>(within, field);
	return map && insertInto(map, nested, text);
}

export function fieldOf(key: string, value: PlainValue): WrittenField {
	return {
		lines: blockLines(key, value, ''),
		inFlow: style => (style === 'json' ? `${JSON.stringify(key)}: ${JSON.stringify(value)}` : flowEntry(key, value)),
	};
}

function within({ lines, inFlow }: WrittenField, name: string): WrittenField {
	return {
		lines: [`${scalarText(name)}:`, ...lines.map(line => (line === '' ? line : `  ${line}`))],
		...(inFlow && {
			inFlow: style => `${style === 'json' ? JSON.stringify(name) : scalarText(name)}: {${inFlow(style)}}`,
		}),
	};
}

function insertInto(map: YamlValue, field: WrittenField, text: string): readonly TextEdit[] | undefined {
	if (isMap(map.node) && isFlow(map)) {
		return insertInFlow(map, field, text);
	}
	const last = map.entries().at(-1)?.[1];
	const first = map.entries()[0]?.[1];
	if (isMap(map.node) && last && first) {
		const column = first.keyRange().start - lineStart(text, first.keyRange().start);
		return linesBehind(lineEnd(text, endOf(last, text)), column, field, text);
	}
	if (map.hasKey && map.text() === undefined && isScalar(map.node)) {
		const { start } = map.keyRange();
		const column = start - lineStart(text, start) + 2;
		return linesBehind(lineEnd(text, afterColon(text, map)), column, field, text);
	}
	return undefined;
}

function linesBehind(at: number, column: number, { lines }: WrittenField, text: string): readonly TextEdit[] {
	const written = lines.map(line => eolOf(text) + (line === '' ? line : ' '.repeat(column) + line));
	return [{ start: at, end: at, text: written.join('') }];
}

/** Behind the last entry: what follows it, a comma of its own included, stays. */
function insertInFlow(map: YamlValue, { inFlow }: WrittenField, text: string): readonly TextEdit[] | undefined {
	const { start } = map.node && isMap(map.node) && map.node.range ? flowStart(map) : { start: -1 };
	const last = map.entries().at(-1)?.[1];
	const key = last?.keyRange();
	const written = inFlow?.(text[key?.start ?? -1] === '"' ? 'json' : 'yaml');
	if (written === undefined || start < 0) {
		return undefined;
	}
	if (!last || !key) {
		return [{ start: start + 1, end: start + 1, text: written }];
	}
	const lead = text.slice(lineStart(text, key.start), key.start);
	const at = endOf(last, text);
	return [{ start: at, end: at, text: (/^\s*$/.test(lead) ? `,${eolOf(text)}${lead}` : ', ') + written }];
}

function flowStart(map: YamlValue): { readonly start: number } {
	const { node } = map;
	const start = isMap(node) ? node.range?.[0] : undefined;
	return start === undefined ? { start: -1 } : map.source.toFile({ start, end: start });
}

function blockLines(key: string, value: PlainValue, indent: string): string[] {
	if (typeof value !== 'object') {
		return [`${indent}${scalarText(key)}: ${scalarText(value)}`];
	}
	const inside = Array.isArray(value)
		? value.map(item => `${indent}- ${flowText(item)}`)
		: Object.entries(value).flatMap(([name, inner]) => blockLines(name, inner, `${indent}  `));
	return [`${indent}${scalarText(key)}:`, ...inside];
}

function flowEntry(key: string, value: PlainValue): string {
	return `${scalarText(key)}: ${flowText(value)}`;
}

/** A comma is part of a plain text in lines alone. */
export function flowStyle(value: PlainScalar): 'PLAIN' | 'QUOTE_DOUBLE' {
	return typeof value === 'string' && value.includes(',') ? 'QUOTE_DOUBLE' : 'PLAIN';
}

export function flowText(value: PlainValue): string {
	if (typeof value !== 'object') {
		return scalarText(value, flowStyle(value));
	}
	return Array.isArray(value)
		? `[${value.map(flowText).join(', ')}]`
		: `{${Object.entries(value)
				.map(([key, inner]) => flowEntry(key, inner))
				.join(', ')}}`;
}
