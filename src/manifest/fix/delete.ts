import { isMap } from 'yaml';
import type { YamlPath } from '../../core/finding.ts';
import type { TextEdit } from '../../core/fix.ts';
import type { Range } from '../source.ts';
import type { YamlValue } from '../yaml-value.ts';
import { commentsOf, endOf, eolOf, isFlow, lineEnd, lineStart, whole } from './written.ts';

/** A field or an item; with the last field of a map in lines the map goes too, for nothing is what it says then. */
export function deleteField(root: YamlValue, path: YamlPath, occurrence: number | undefined, text: string) {
	const target = occurrence === undefined ? emptied(root, path) : path;
	const parent = root.at(...target.slice(0, -1));
	const last = target.at(-1);
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

/** The outermost field of which nothing would be left. */
export function emptied(root: YamlValue, path: YamlPath): YamlPath {
	const parent = root.at(...path.slice(0, -1));
	const isOnly =
		path.length > 1 &&
		typeof path.at(-1) === 'string' &&
		parent?.hasKey === true &&
		isMap(parent.node) &&
		!isFlow(parent) &&
		parent.entries().length === 1;
	return isOnly ? emptied(root, path.slice(0, -1)) : path;
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
		return [linesInPlace(from, to, kept, text)];
	}
	// The first key of an item: the next one takes its place behind the dash.
	return next?.hasKey && /^\s*(?:-\s+)+$/.test(lead) ? [{ start, end: next.keyRange().start, text: '' }] : undefined;
}

/**
 * Other lines in the place of some, which begin and end with whole lines. The line break before them goes rather than the
 * one behind, so that lines can be put behind them in the same breath.
 */
export function linesInPlace(from: number, to: number, lines: readonly string[], text: string): TextEdit {
	const eol = eolOf(text);
	if (from === 0) {
		const withBreak = to + (text.startsWith(eol, to) ? eol.length : 0);
		return { start: 0, end: withBreak, text: lines.map(line => line + eol).join('') };
	}
	const before = from - (text.startsWith('\r\n', from - 2) ? 2 : 1);
	return { start: before, end: to, text: lines.map(line => eol + line).join('') };
}
