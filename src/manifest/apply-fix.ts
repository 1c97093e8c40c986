import { isMap, isNode, isScalar, isSeq, Lexer, parseAllDocuments, type Scalar } from 'yaml';
import type { YamlPath } from '../core/finding.ts';
import type { Fix, FixEdit, PlainScalar, PlainValue, TextEdit } from '../core/fix.ts';
import { plainScalarType } from '../core/go-scalar.ts';
import type { ManifestDocument } from './document.ts';
import type { ParsedFile } from './parse.ts';
import type { Range } from './source.ts';
import type { YamlValue } from './yaml-value.ts';

/**
 * The changes of text that a fix comes to; `undefined` where it cannot be applied to what is written. What comes out has
 * every comment, and no syntax error that was not there before: that is looked at, not hoped for.
 */
export function editsOf(fix: Fix, file: ParsedFile): readonly TextEdit[] | undefined {
	const edits: TextEdit[] = [];
	for (const edit of fix.edits) {
		const document = file.documents.find(({ id }) => id === edit.document);
		const own = document && editOf(edit, document, file.source.text);
		if (!own) {
			return undefined;
		}
		edits.push(...own);
	}
	const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
	return isDisjoint(sorted) && isSafe(file.source.text, applyEdits(file.source.text, sorted)) ? sorted : undefined;
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	return edits
		.toReversed()
		.reduce((whole, { start, end, text: to }) => whole.slice(0, start) + to + whole.slice(end), text);
}

function isDisjoint(edits: readonly TextEdit[]): boolean {
	return edits.every((edit, index) => index === 0 || (edits[index - 1]?.end ?? 0) <= edit.start);
}

function isSafe(before: string, after: string): boolean {
	return (
		after !== before &&
		errorsIn(after) <= errorsIn(before) &&
		commentsOf(before).sort().join('\n') === commentsOf(after).sort().join('\n')
	);
}

function errorsIn(text: string): number {
	const documents = parseAllDocuments(text, {
		uniqueKeys: false,
		strict: false,
		prettyErrors: false,
		logLevel: 'silent',
	});
	return Array.isArray(documents) ? documents.reduce((sum, document) => sum + document.errors.length, 0) : 0;
}

function commentsOf(text: string): string[] {
	return [...new Lexer().lex(text)].filter(token => token.startsWith('#')).map(comment => comment.trimEnd());
}

function editOf(edit: FixEdit, document: ManifestDocument, text: string): readonly TextEdit[] | undefined {
	if (edit.kind === 'deleteDocument') {
		return deleteDocument(document, text);
	}
	const { root } = document;
	if (!root) {
		return undefined;
	}
	switch (edit.kind) {
		case 'rename':
			return rename(fieldAt(root, edit.path, edit.occurrence), edit.to, text);
		case 'set':
			return setValue(root.at(...edit.path), edit.value, text);
		case 'insert':
			return insert(root, edit.path, edit.key, edit.value, text);
		case 'delete':
			return deleteField(root, edit.path, edit.occurrence, text);
		case 'reshape':
			return reshape(root.at(...edit.path), edit.to, text);
	}
}

function fieldAt(root: YamlValue, path: YamlPath, occurrence?: number): YamlValue | undefined {
	const last = path.at(-1);
	return typeof last === 'string' && occurrence !== undefined
		? root.at(...path.slice(0, -1))?.get(last, occurrence)
		: root.at(...path);
}

function rename(field: YamlValue | undefined, to: string, text: string): readonly TextEdit[] | undefined {
	if (!field?.hasKey) {
		return undefined;
	}
	const range = field.keyRange();
	return [{ ...range, text: scalarText(to, styleAt(text, range)) }];
}

/** The quotes that stand there now. */
function styleAt(text: string, { start }: Range): Scalar.Type {
	return text[start] === '"' ? 'QUOTE_DOUBLE' : text[start] === "'" ? 'QUOTE_SINGLE' : 'PLAIN';
}

function setValue(field: YamlValue | undefined, value: PlainScalar, text: string): readonly TextEdit[] | undefined {
	if (!field || !isScalar(field.node) || /^[|>]/.test(text.slice(field.range().start))) {
		return undefined;
	}
	const range = field.range();
	if (range.start < range.end) {
		// A number in place of a string loses its quotes, a string keeps them.
		const style = typeof value === 'string' ? styleAt(text, range) : 'PLAIN';
		return [{ ...range, text: scalarText(value, style) }];
	}
	return field.hasKey
		? [{ start: afterColon(text, field), end: afterColon(text, field), text: ` ${scalarText(value)}` }]
		: undefined;
}

function afterColon(text: string, field: YamlValue): number {
	return text.indexOf(':', field.keyRange().end) + 1;
}

/** A scalar in a style; plain only where a reader takes it for what it is. */
function scalarText(value: PlainScalar, style: Scalar.Type = 'PLAIN'): string {
	if (typeof value !== 'string') {
		return String(value);
	}
	const isQuiet = /^[\w./][\w./@+%=,;()-]*(?::[\w./@+%=,;()-]+)*$/.test(value) && plainScalarType(value) === 'string';
	if (style === 'QUOTE_SINGLE' && !/[\r\n]/.test(value)) {
		return `'${value.replaceAll("'", "''")}'`;
	}
	return style === 'PLAIN' && isQuiet ? value : JSON.stringify(value);
}

function lineStart(text: string, offset: number): number {
	return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
	const found = /[\r\n]/.exec(text.slice(offset));
	return found ? offset + found.index : text.length;
}

function eolOf(text: string): string {
	return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A map or list between brackets. */
function isFlow(value: YamlValue): boolean {
	const { node } = value;
	return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** All of a node, blanks behind it left out. */
function whole(value: YamlValue, text: string): Range {
	const { node } = value;
	const inner = isNode(node) && node.range ? { start: node.range[0], end: node.range[1] } : undefined;
	const range = inner ? value.source.toFile(inner) : value.range();
	const content = text.slice(range.start, range.end).trimEnd();
	return { start: range.start, end: range.start + content.length };
}

function endOf(field: YamlValue, text: string): number {
	return Math.max(whole(field, text).end, field.hasKey ? field.keyRange().end + 1 : 0);
}

function insert(root: YamlValue, path: YamlPath, key: string, value: PlainValue, text: string) {
	const present = path.findIndex((_step, index) => root.at(...path.slice(0, index + 1)) === undefined);
	const depth = present === -1 ? path.length : present;
	const missing = path.slice(depth).map(String);
	// From the inside out: what is missing of the path becomes maps around the value.
	const [first, ...rest] = [...missing, key];
	const nested = rest.reduceRight<PlainValue>((inner, name) => ({ [name]: inner }), value);
	const map = root.at(...path.slice(0, depth));
	return map && first !== undefined ? insertInto(map, first, nested, text) : undefined;
}

function insertInto(map: YamlValue, key: string, value: PlainValue, text: string): readonly TextEdit[] | undefined {
	const eol = eolOf(text);
	if (isMap(map.node) && isFlow(map)) {
		const { end } = whole(map, text);
		const isEmpty = map.entries().length === 0;
		return [{ start: end - 1, end: end - 1, text: `${isEmpty ? '' : ', '}${key}: ${flowText(value)}` }];
	}
	const last = map.entries().at(-1)?.[1];
	const first = map.entries()[0]?.[1];
	if (isMap(map.node) && last && first) {
		const column = first.keyRange().start - lineStart(text, first.keyRange().start);
		const at = lineEnd(text, endOf(last, text));
		return [{ start: at, end: at, text: eol + blockLines(key, value, ' '.repeat(column)).join(eol) }];
	}
	if (map.hasKey && map.text() === undefined && isScalar(map.node)) {
		const { start } = map.keyRange();
		const column = start - lineStart(text, start);
		const at = lineEnd(text, afterColon(text, map));
		return [{ start: at, end: at, text: eol + blockLines(key, value, ' '.repeat(column + 2)).join(eol) }];
	}
	return undefined;
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

function flowText(value: PlainValue): string {
	if (typeof value !== 'object') {
		return scalarText(value);
	}
	return Array.isArray(value)
		? `[${value.map(flowText).join(', ')}]`
		: `{${Object.entries(value)
				.map(([key, inner]) => `${scalarText(key)}: ${flowText(inner)}`)
				.join(', ')}}`;
}

function deleteField(root: YamlValue, path: YamlPath, occurrence: number | undefined, text: string) {
	const parent = root.at(...path.slice(0, -1));
	const last = path.at(-1);
	if (!parent || last === undefined) {
		return undefined;
	}
	const siblings = typeof last === 'number' ? parent.items() : parent.entries().map(([, value]) => value);
	const keys = parent.entries().map(([key], index) => (key === last ? index : -1));
	const index = typeof last === 'number' ? last : keys.filter(each => each >= 0).at(occurrence ?? -1);
	const field = siblings[index ?? -1];
	if (!field || index === undefined) {
		return undefined;
	}
	const start = field.hasKey ? field.keyRange().start : whole(field, text).start;
	const range = { start, end: endOf(field, text) };
	return isFlow(parent) ? deleteInFlow(siblings, index, range, text) : deleteInBlock(siblings, index, range, text);
}

function deleteInFlow(siblings: readonly YamlValue[], index: number, range: Range, text: string): readonly TextEdit[] {
	const next = siblings[index + 1];
	const before = siblings[index - 1];
	const startOf = (value: YamlValue) => (value.hasKey ? value.keyRange().start : whole(value, text).start);
	if (next) {
		return [{ start: range.start, end: startOf(next), text: '' }];
	}
	return [{ start: before ? endOf(before, text) : range.start, end: range.end, text: '' }];
}

function deleteInBlock(
	siblings: readonly YamlValue[],
	index: number,
	{ start, end }: Range,
	text: string,
): readonly TextEdit[] | undefined {
	const from = lineStart(text, start);
	const lead = text.slice(from, start);
	const next = siblings[index + 1];
	const isItem = siblings[index]?.hasKey === false;
	if (isItem ? /^\s*-\s+$/.test(lead) : /^\s*$/.test(lead)) {
		const to = lineEnd(text, end);
		const kept = commentsOf(text.slice(from, to)).map(comment => lead.replace('-', ' ') + comment);
		const eol = eolOf(text);
		const withBreak = to + (text.startsWith(eol, to) ? eol.length : 0);
		return [{ start: from, end: withBreak, text: kept.map(line => line + eol).join('') }];
	}
	// The first key of an item: the next one takes its place behind the dash.
	return next?.hasKey && /^\s*(?:-\s+)+$/.test(lead) ? [{ start, end: next.keyRange().start, text: '' }] : undefined;
}

function reshape(value: YamlValue | undefined, to: 'map' | 'list', text: string): readonly TextEdit[] | undefined {
	if (!value || !value.hasKey) {
		return undefined;
	}
	if (to === 'list') {
		return isMap(value.node) ? (isFlow(value) ? flowToList(value, text) : mapToList(value, text)) : undefined;
	}
	return isSeq(value.node) && !isFlow(value) ? listToMap(value, text) : undefined;
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
		edits.push({ start: key.start, end: key.start, text: '- name: ' });
		edits.push({ start: key.end, end: value.end, text: `${eolOf(text)}${' '.repeat(column + 2)}value: ${value.text}` });
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
		edits.push({ start: key.start, end: key.start, text: '{name: ' });
		edits.push({ start: key.end, end: value.end, text: `, value: ${value.text}}` });
	}
	return [...edits, { start: end - 1, end, text: ']' }];
}

/** A scalar beside its key as a string, and where it ends; an argument's value is a string in either form. */
function valueEdit(field: YamlValue, text: string): { readonly end: number; readonly text: string } | undefined {
	const colon = afterColon(text, field);
	const written = field.text();
	if (!isScalar(field.node)) {
		return undefined;
	}
	if (written === undefined) {
		return { end: colon, text: '""' };
	}
	const range = field.range();
	const between = text.slice(field.keyRange().end, range.start);
	const raw = text.slice(range.start, range.end);
	if (range.start < colon || !/^\s*:[ \t]+$/.test(between) || /[\r\n]/.test(raw)) {
		return undefined;
	}
	const isString = /^["']/.test(raw) || plainScalarType(raw) === 'string';
	return { end: range.end, text: isString ? raw : JSON.stringify(raw) };
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
		const written = value.text() === undefined ? '""' : text.slice(value.range().start, value.range().end);
		edits.push({ start, end, text: `${comments.join('')}${indent}${scalarText(key)}: ${written}` });
	}
	return edits;
}

/** The separator goes, and with it the piece becomes part of its neighbour. */
function deleteDocument(document: ManifestDocument, text: string): readonly TextEdit[] | undefined {
	const { start } = document.find([], 'key');
	const separators = [...text.matchAll(/^---[ \t]*(?:\r?\n|$)/gm)];
	const before = separators.findLast(each => each.index < start);
	const after = separators.find(each => each.index > start);
	const own = separators.find(each => each.index === start);
	const isFirst = !before || text.slice(0, before.index).trim() === '';
	const separator = own ?? (isFirst ? after : before);
	return separator && [{ start: separator.index, end: separator.index + separator[0].length, text: '' }];
}
