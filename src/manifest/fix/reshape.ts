import { isMap, isScalar, isSeq } from 'yaml';
import type { TextEdit } from '../../core/fix.ts';
import { plainScalarType } from '../../core/go-scalar.ts';
import type { YamlValue } from '../yaml-value.ts';
import { afterColon, commentsOf, endOf, eolOf, isFlow, lineStart, scalarText, whole } from './written.ts';

/** Arguments from a map to a list of names and values, or back. */
export function reshape(
	value: YamlValue | undefined,
	to: 'map' | 'list',
	text: string,
): readonly TextEdit[] | undefined {
	if (!value?.hasKey) {
		return undefined;
	}
	if (to === 'map') {
		return isSeq(value.node) ? (isFlow(value) ? flowToMap(value, text) : listToMap(value, text)) : undefined;
	}
	const names = value.entries().map(([key]) => key);
	// A list has no merge keys, and of two equal names both would count.
	const isPlain = !names.includes('<<') && new Set(names).size === names.length;
	return isPlain && isMap(value.node) ? (isFlow(value) ? flowToList(value, text) : mapToList(value, text)) : undefined;
}

/** `key: value` → `- name: key` and below it `value: value`, whatever follows on the line. */
function mapToList(map: YamlValue, text: string): readonly TextEdit[] | undefined {
	const edits: TextEdit[] = [];
	for (const [, field] of map.entries()) {
		const key = field.keyRange();
		const column = key.start - lineStart(text, key.start);
		const value = valueEdit(field, text);
		if (!value || !/^\s*$/.test(text.slice(lineStart(text, key.start), key.start))) {
			return undefined;
		}
		// What goes on in lines below belongs to a field that stands two columns further now.
		const written = value.text.replace(/(\r?\n)(?=[^\r\n])/g, '$1  ');
		edits.push({ start: key.start, end: key.end, text: `- name: ${nameOf(field, text)}` });
		edits.push({ start: key.end, end: value.end, text: `${eolOf(text)}${' '.repeat(column + 2)}value: ${written}` });
	}
	return edits;
}

function flowToList(map: YamlValue, text: string): readonly TextEdit[] | undefined {
	const { start, end } = whole(map, text);
	const edits: TextEdit[] = [{ start, end: start + 1, text: '[' }];
	for (const [, field] of map.entries()) {
		const key = field.keyRange();
		const value = valueEdit(field, text);
		if (!value) {
			return undefined;
		}
		const quote = text[key.start] === '"' ? '"' : '';
		edits.push({ start: key.start, end: key.end, text: `{${quote}name${quote}: ${nameOf(field, text)}` });
		edits.push({ start: key.end, end: value.end, text: `, ${quote}value${quote}: ${value.text}}` });
	}
	return [...edits, { start: end - 1, end, text: ']' }];
}

/** A key as the value of a field: `1` and `on` are texts as keys alone. */
function nameOf(field: YamlValue, text: string): string {
	const { start, end } = field.keyRange();
	const raw = text.slice(start, end);
	return /^["']/.test(raw) || plainScalarType(raw) === 'string' ? raw : JSON.stringify(raw);
}

/** What stands behind the colon as a string, and where it ends; an argument's value is a string in either form. */
function valueEdit(field: YamlValue, text: string): { readonly end: number; readonly text: string } | undefined {
	const key = field.keyRange();
	const colon = afterColon(text, field);
	const hasColon = /^\s*:$/.test(text.slice(key.end, colon));
	if (!isScalar(field.node)) {
		return undefined;
	}
	if (field.text() === undefined) {
		const range = field.range();
		const isWritten = hasColon && range.start >= colon && range.end > range.start;
		return { end: isWritten ? range.end : hasColon ? colon : key.end, text: '""' };
	}
	const { start } = field.range();
	const { end } = whole(field, text);
	const marks = hasColon && start >= colon ? text.slice(colon, start) : 'elsewhere';
	if (!/^[ \t]*(?:[&!][^\s]*[ \t]+)*$/.test(marks)) {
		return undefined;
	}
	const raw = text.slice(start, end);
	const isString = /^["'|>]/.test(raw) || /!!?str\b/.test(marks) || plainScalarType(raw) === 'string';
	return { end, text: marks.trimStart() + (isString ? raw : JSON.stringify(raw)) };
}

/** `- name: key`, `value: value` → `key: value`, comments between the two above it. */
function listToMap(list: YamlValue, text: string): readonly TextEdit[] | undefined {
	const parent = list.keyRange();
	const least = parent.start - lineStart(text, parent.start) + 2;
	const names = new Set<string>();
	const edits: TextEdit[] = [];
	for (const item of list.items()) {
		const name = item.get('name');
		const value = item.get('value');
		const key = name?.text();
		const start = lineStart(text, Math.min(...item.entries().map(([, field]) => field.keyRange().start)));
		const dash = /^([ \t]*)-[ \t]+(?:\{[ \t]*)?$/.exec(
			text.slice(start, item.entries()[0]?.[1].keyRange().start ?? start),
		);
		if (!name || key === undefined || names.has(key) || !dash || !value || !isScalar(value.node)) {
			return undefined;
		}
		names.add(key);
		const end = isFlow(item) ? whole(item, text).end : Math.max(endOf(value, text), endOf(name, text));
		const indent = ' '.repeat(Math.max(least, dash[1]?.length ?? 0));
		const comments = commentsOf(text.slice(start, end)).map(comment => `${indent}${comment}${eolOf(text)}`);
		edits.push({ start, end, text: `${comments.join('')}${indent}${scalarText(key)}: ${writtenValue(value, text)}` });
	}
	return edits;
}

/** `[{name: key, value: value}]` → `{key: value}` */
function flowToMap(list: YamlValue, text: string): readonly TextEdit[] | undefined {
	const { start, end } = whole(list, text);
	const names = list.items().map(item => item.get('name')?.text() ?? '');
	if (names.includes('') || new Set(names).size < names.length) {
		return undefined;
	}
	const items = list.items().map((item): TextEdit | undefined => {
		const [name, value] = [item.get('name'), item.get('value')];
		return name && value && isScalar(value.node) && item.entries().length === 2
			? { ...whole(item, text), text: `${sliceOf(name, text)}: ${writtenValue(value, text)}` }
			: undefined;
	});
	const edits = items.filter(item => item !== undefined);
	return edits.length === items.length
		? [{ start, end: start + 1, text: '{' }, ...edits, { start: end - 1, end, text: '}' }]
		: undefined;
}

function sliceOf(name: YamlValue, text: string): string {
	const { start, end } = name.range();
	return text.slice(start, end);
}

function writtenValue(value: YamlValue, text: string): string {
	const { start, end } = value.range();
	return value.text() === undefined ? '""' : text.slice(start, end);
}
