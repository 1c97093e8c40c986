import type { YamlPath } from '../../core/finding.ts';
import type { FixEdit, PlainValue, TextEdit } from '../../core/fix.ts';
import type { Range } from '../source.ts';
import type { TextField } from '../text-document.ts';
import { eolOf, lineEnd, lineStart } from './written.ts';

/** What stands at a path of a unit or of a file of variables. */
interface Spot extends Range {
	/** A line of its own, or one word among others; of a variable in a word only what is behind its name is the value. */
	readonly kind: 'line' | 'word' | 'variable';
	readonly key?: Range;
}

/** A change of a text that is written in lines, in the form that is there; `undefined` where it has none. */
export function editsInLines(
	edit: FixEdit,
	fields: readonly TextField[],
	text: string,
): readonly TextEdit[] | undefined {
	if (edit.kind === 'insert') {
		return insertLine(fields, edit.path, edit.key, edit.value, text);
	}
	const occurrence = 'occurrence' in edit ? edit.occurrence : undefined;
	const spot = 'path' in edit ? spotAt(fields, edit.path, occurrence) : undefined;
	switch (spot && edit.kind) {
		case 'rename':
			return edit.kind === 'rename' && spot ? rename(spot, edit.to, text) : undefined;
		case 'set':
			return edit.kind === 'set' && spot ? setValue(spot, String(edit.value), text) : undefined;
		case 'delete':
			return spot && (spot.kind === 'line' ? deleteLines(spot, text) : deleteWord(spot, text));
		case 'insertItem':
			return edit.kind === 'insertItem' && spot?.kind === 'word' ? insertWord(spot, edit.value, text) : undefined;
		default:
			return undefined;
	}
}

function spotAt(fields: readonly TextField[], path: YamlPath, occurrence = -1): Spot | undefined {
	const [step, ...rest] = path;
	const field = fields.filter(({ key }) => key === step).at(rest.length === 0 ? occurrence : -1);
	if (!field) {
		return undefined;
	}
	const { value, keyRange } = field;
	switch (value.kind) {
		case 'fields':
			return spotAt(value.fields, rest, occurrence);
		case 'words': {
			const word = value.words[Number(rest[0])];
			return word && { kind: 'word', start: word.start, end: word.end };
		}
		case 'text':
			return { kind: keyRange.start === value.range.start ? 'variable' : 'line', key: keyRange, ...value.range };
	}
}

function rename({ kind, start, end, key }: Spot, to: string, text: string): readonly TextEdit[] | undefined {
	if (kind === 'line' && key) {
		return [{ ...key, text: to }];
	}
	const raw = text.slice(start, end);
	const from = start + (/^["']/.test(raw) ? 1 : 0);
	return kind === 'variable' ? [{ start: from, end: start + raw.indexOf('='), text: to }] : undefined;
}

/** In the quotes that are there; what would need others is left alone. */
function setValue({ kind, start, end }: Spot, value: string, text: string): readonly TextEdit[] | undefined {
	const raw = text.slice(start, end);
	const quote = /^(["'])[^]*\1$/.exec(raw)?.[1] ?? '';
	if (/["'\\\r\n]/.test(value) || (quote === '' && /["'\\]/.test(raw)) || (kind !== 'line' && /\s/.test(value))) {
		return undefined;
	}
	const from = start + (kind === 'variable' ? raw.indexOf('=') + 1 : quote.length);
	return [{ start: from, end: end - quote.length, text: value }];
}

function deleteLines({ start, end, key }: Spot, text: string): readonly TextEdit[] {
	const from = lineStart(text, key?.start ?? start);
	const to = lineEnd(text, end);
	return [{ start: from, end: to + (text.startsWith('\r\n', to) ? 2 : 1), text: '' }].map(edit => ({
		...edit,
		end: Math.min(edit.end, text.length),
	}));
}

/** A word that has its line for itself takes that with it; with the last of a command the backslash before it goes. */
function deleteWord({ start, end }: Spot, text: string): readonly TextEdit[] | undefined {
	const before = text.slice(0, start);
	const after = text.slice(end);
	if (/(?:^|\n)[ \t]*Environment=[ \t]*$/.test(before)) {
		return /^[ \t]*(?:\r?\n|$)/.test(after) ? deleteLines({ kind: 'line', start, end }, text) : undefined;
	}
	const gap = /(?:[ \t]*\\\r?\n)?[ \t]*$/.exec(before)?.[0].length ?? 0;
	return gap === 0 ? undefined : [{ start: start - gap, end, text: '' }];
}

function insertWord({ start, end }: Spot, value: PlainValue, text: string): readonly TextEdit[] | undefined {
	const word = String(value);
	const lead = text.slice(lineStart(text, start), start);
	const isOwnLine = /^[ \t]+$/.test(lead);
	return typeof value === 'object' || /[\s"'\\]/.test(word)
		? undefined
		: [{ start: end, end, text: isOwnLine ? ` \\${eolOf(text)}${lead}${word}` : ` ${word}` }];
}

/** Behind the last line of the same section. */
function insertLine(
	fields: readonly TextField[],
	path: YamlPath,
	key: string,
	value: PlainValue,
	text: string,
): readonly TextEdit[] | undefined {
	const [section, group] = path;
	const inner = section === undefined ? fields : fieldsAt(fields, section);
	const written = group === 'Environment' ? `Environment=${key}=${String(value)}` : `${key}=${String(value)}`;
	const end = Math.max(...(inner ?? []).map(endOf));
	if (!inner || typeof value === 'object' || /[\s"'\\]/.test(String(value)) || !Number.isFinite(end)) {
		return undefined;
	}
	const at = lineEnd(text, end);
	// A backslash there would make it part of the line before.
	return /\\[ \t]*$/.test(text.slice(0, at)) ? undefined : [{ start: at, end: at, text: eolOf(text) + written }];
}

function fieldsAt(fields: readonly TextField[], key: string | number): readonly TextField[] | undefined {
	const value = fields.findLast(field => field.key === key)?.value;
	return value?.kind === 'fields' ? value.fields : undefined;
}

function endOf({ keyRange, value }: TextField): number {
	switch (value.kind) {
		case 'text':
			return Math.max(keyRange.end, value.range.end);
		case 'words':
			return Math.max(keyRange.end, ...value.words.map(({ end }) => end));
		case 'fields':
			return Math.max(keyRange.end, ...value.fields.map(endOf));
	}
}

/** The comments of such a text, each a line. */
export function commentsInLines(text: string): string[] {
	return text.match(/^[ \t]*[#;].*$/gm) ?? [];
}
