import type { YamlPath } from '../core/finding.ts';
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
	/^[ \t]*(?:\[([^\]\r\n]+)\]|(?:export[ \t]+)?([A-Za-z_][\w-]*)[ \t]*=[ \t]*((?:\\\r?\n(?:[ \t]*[#;][^\r\n]*\r?\n)*|[^\r\n])*))/gm;

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

/** Paths are section and key, or the key alone. */
export function textDocument(id: string, entries: readonly TextEntry[]): ManifestDocument {
	return { id, syntax: [], find: (path, part, occurrence) => find(entries, path, part, occurrence) };
}

function find(entries: readonly TextEntry[], path: YamlPath, part: 'key' | 'value', occurrence = -1) {
	const key = String(path.at(-1) ?? '');
	const section = path.length > 1 ? String(path[0]) : undefined;
	const ofSection = entries.filter(entry => section === undefined || entry.section === section);
	const entry = ofSection.filter(each => each.key === key).at(occurrence);
	const nearest = entry ?? ofSection[0] ?? entries[0];
	const range = nearest?.[entry && part === 'value' ? 'valueRange' : 'keyRange'] ?? { start: 0, end: 0 };
	return { ...range, isExact: entry !== undefined };
}
