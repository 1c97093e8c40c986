import { isScalar } from 'yaml';
import type { YamlPath } from '../../core/finding.ts';
import type { TextEdit } from '../../core/fix.ts';
import type { YamlValue } from '../yaml-value.ts';
import { deleteField, emptied, linesInPlace } from './delete.ts';
import type { WrittenField } from './insert.ts';
import { commentsOf, endOf, isFlow, lineEnd, lineStart, scalarText, whole } from './written.ts';

/** What is taken from one place, to be written at another. */
export interface Taken {
	readonly field: WrittenField;
	readonly edits: readonly TextEdit[];
}

/** A field with the comments right above it and behind it, under another name where one is given. */
export function take(root: YamlValue, path: YamlPath, to: string, text: string): Taken | undefined {
	const value = root.at(...path);
	const parent = root.at(...path.slice(0, -1));
	if (!value?.hasKey || !parent) {
		return undefined;
	}
	const key = value.keyRange();
	const from = lineStart(text, key.start);
	return !isFlow(parent) && /^ *$/.test(text.slice(from, key.start))
		? takeLines(root, path, value, to, text)
		: takeScalar(root, path, value, to, text);
}

/** Out of a map between braces, or from behind a dash: a scalar alone. */
function takeScalar(root: YamlValue, path: YamlPath, value: YamlValue, to: string, text: string): Taken | undefined {
	const { start, end } = value.range();
	const raw = text.slice(start, end);
	const edits = deleteField(root, path, undefined, text);
	return edits && isScalar(value.node) && start >= value.keyRange().end && !/[\r\n]/.test(raw)
		? {
				edits,
				field: {
					lines: [`${scalarText(to)}: ${raw}`],
					inFlow: style => `${style === 'json' ? JSON.stringify(to) : scalarText(to)}: ${raw}`,
				},
			}
		: undefined;
}

function takeLines(root: YamlValue, path: YamlPath, value: YamlValue, to: string, text: string): Taken | undefined {
	const key = value.keyRange();
	const from = lineStart(text, key.start);
	const column = key.start - from;
	const end = lineEnd(text, endOf(value, text));
	const first = commentsAbove(from, column, text);
	const renamed = text.slice(first, key.start) + scalarText(to) + text.slice(key.end, end);
	const lines = renamed.split(/\r?\n/);
	// A line that begins further left, a comment or text between quotes, cannot be moved by as much.
	if (lines.some(line => line.trim() !== '' && line.slice(0, column).trim() !== '')) {
		return undefined;
	}
	const outer = root.at(...emptied(root, path));
	const outerKey = outer?.keyRange().start ?? key.start;
	const outerFrom = lineStart(text, outerKey);
	const isPruned = outerKey !== key.start && /^ *$/.test(text.slice(outerFrom, outerKey));
	const kept = isPruned
		? commentsOf(text.slice(outerFrom, first)).map(comment => text.slice(outerFrom, outerKey) + comment)
		: [];
	const moved = lines.map(line => line.slice(column).trimEnd());
	const raw = isScalar(value.node) && !/[\r\n]/.test(sliceOf(value, text)) ? sliceOf(value, text) : undefined;
	return {
		edits: [linesInPlace(isPruned ? outerFrom : first, end, kept, text)],
		field: {
			lines: moved,
			...(raw !== undefined && !moved.some(line => line.includes('#')) && { inFlow: () => `${to}: ${raw}` }),
		},
	};
}

function sliceOf(value: YamlValue, text: string): string {
	const { start, end } = whole(value, text);
	return text.slice(start, end);
}

/** Where the lines of comments begin that stand right above a line, as far to the right as it. */
function commentsAbove(from: number, column: number, text: string): number {
	if (from === 0) {
		return from;
	}
	const before = lineStart(text, from - (text.startsWith('\r\n', from - 2) ? 2 : 1));
	const line = text.slice(before, from);
	return before < from && line.startsWith(`${' '.repeat(column)}#`) ? commentsAbove(before, column, text) : from;
}
