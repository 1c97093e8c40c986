import type { ConfigNode } from '../core/facts.ts';
import type { YamlPath } from '../core/finding.ts';
import { isPlaceholder } from '../core/placeholder.ts';
import type { Word } from '../core/shell-words.ts';
import type { ManifestDocument } from './document.ts';
import type { Range } from './source.ts';

/** One `key=value` line of a unit or environment file. */
export interface TextEntry {
	/** Empty in files without sections. */
	readonly section: string;
	readonly key: string;
	readonly value: string;
	readonly keyRange: Range;
	readonly valueRange: Range;
}

/** A header in brackets, or a key and its value; a backslash at the end goes on below, comments between left out. */
const line =
	/^[ \t]*(?:\[([^\]\r\n]+)\]|(?:export[ \t]+)?(-{0,2}[A-Za-z_][\w-]*)(?:[ \t]*=[ \t]*|(?<=--?[\w-]+)(?=[ \t\r\n]|$))((?:\\\r?\n(?:[ \t]*[#;][^\r\n]*\r?\n)*|[^\r\n])*))/gm;

/** The entries of an INI-like text, in its order. */
export function entriesOf(text: string): TextEntry[] {
	const entries: TextEntry[] = [];
	let section = '';
	for (const match of text.matchAll(line)) {
		const [whole, header, key, written = ''] = match;
		section = header ?? section;
		if (key !== undefined) {
			const start = match.index + whole.length - written.length;
			const keyStart = match.index + whole.indexOf(key);
			// Blanks in the place of comments keep every offset.
			const value = written.replace(/(?<=\n)[ \t]*[#;][^\r\n]*/g, comment => ' '.repeat(comment.length)).trimEnd();
			entries.push({
				section,
				key,
				value,
				keyRange: { start: keyStart, end: keyStart + key.length },
				valueRange: { start, end: start + value.length },
			});
		}
	}
	return entries;
}

/** What a text in lines says, as a tree of fields whose places are known. */
export type TextNode =
	| { readonly kind: 'text'; readonly text: string; readonly range: Range }
	| { readonly kind: 'words'; readonly words: readonly Word[] }
	| { readonly kind: 'fields'; readonly fields: readonly TextField[] };

export interface TextField {
	readonly key: string;
	readonly keyRange: Range;
	readonly value: TextNode;
}

export function textDocument(id: string, fields: readonly TextField[]): ManifestDocument {
	return { id, fields, syntax: [], find: (path, part, occurrence) => find(fields, path, part, occurrence) };
}

/** The same as data, without the places. */
export function configNodeOfText(fields: readonly TextField[]): ConfigNode {
	return { kind: 'map', entries: fields.map(({ key, value }) => ({ key, value: nodeOf(value) })) };
}

function nodeOf(value: TextNode): ConfigNode {
	switch (value.kind) {
		case 'text':
			return scalarOf(value.text);
		case 'words':
			return { kind: 'list', items: value.words.map(({ text }) => scalarOf(text)) };
		case 'fields':
			return configNodeOfText(value.fields);
	}
}

function scalarOf(text: string): ConfigNode {
	return { kind: 'scalar', type: 'string', text, ...(isPlaceholder(text) && { opaque: true as const }) };
}

function find(fields: readonly TextField[], path: YamlPath, part: 'key' | 'value', occurrence = -1) {
	let level: readonly TextField[] = fields;
	let nearest: Range = fields[0]?.keyRange ?? { start: 0, end: 0 };
	for (const [index, step] of path.entries()) {
		const isLast = index === path.length - 1;
		const field = level.filter(({ key }) => key === step).at(isLast ? occurrence : -1);
		if (!field) {
			return { ...nearest, isExact: false };
		}
		const { value, keyRange } = field;
		const word = value.kind === 'words' && index === path.length - 2 ? value.words[Number(path.at(-1))] : undefined;
		if (word) {
			return { start: word.start, end: word.end, isExact: true };
		}
		if (isLast) {
			return { ...(part === 'value' ? rangeOf(field) : keyRange), isExact: true };
		}
		nearest = keyRange;
		level = value.kind === 'fields' ? value.fields : [];
	}
	return { ...nearest, isExact: false };
}

/** The value; of several words the key, so that no block is ever marked. */
function rangeOf({ value, keyRange }: TextField): Range {
	return value.kind === 'text' ? value.range : keyRange;
}
