import type { Location } from '../core/finding.ts';
import type { ManifestSet } from './parse.ts';
import type { Place } from './source.ts';

/** A place as people and SARIF name it. Lines end as in an editor: at LF, CRLF or CR. */
export function locationOf(place: Place, set: ManifestSet): Location {
	const text = textOf(place.path, set);
	const start = positionOf(text, place.start);
	const end = positionOf(text, place.end);
	return { file: place.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

export function textOf(path: string, set: ManifestSet): string {
	return set.files.find(file => file.source.path === path)?.source.text ?? '';
}

/** 1-based, columns in UTF-16 units; a byte order mark is no column. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
	const before = text.slice(text.startsWith('\uFEFF') ? 1 : 0, offset);
	const breaks = [...before.matchAll(/\r\n|\r|\n/g)];
	const last = breaks.at(-1);
	return { line: breaks.length + 1, column: before.length - (last ? last.index + last[0].length : 0) + 1 };
}
