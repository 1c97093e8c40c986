import type { Location } from '../core/finding.ts';
import type { ManifestSet } from './parse.ts';
import type { Place, SourceFile } from './source.ts';

/** A place as people and SARIF name it. Lines end as in an editor: at LF, CRLF or CR. */
export function locationOf(place: Place, set: ManifestSet): Location {
	const source = sourceOf(place.path, set);
	const start = positionIn(source, place.start);
	const end = positionIn(source, place.end);
	return { file: place.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

const nothing: SourceFile = { path: '', text: '' };

export function sourceOf(path: string, set: ManifestSet): SourceFile {
	return set.files.find(file => file.source.path === path)?.source ?? nothing;
}

/** Hundreds of findings ask for their lines in the same text. */
const known = new WeakMap<SourceFile, readonly number[]>();

export function lineStartsOf(source: SourceFile): readonly number[] {
	const starts = known.get(source) ?? startsIn(source.text);
	known.set(source, starts);
	return starts;
}

function startsIn(text: string): readonly number[] {
	return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(match => match.index + match[0].length)];
}

/** 1-based, columns in UTF-16 units; a byte order mark is no column. */
export function positionIn(source: SourceFile, offset: number): { readonly line: number; readonly column: number } {
	const starts = lineStartsOf(source);
	let [low, high] = [0, starts.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		[low, high] = (starts[middle] ?? 0) <= offset ? [middle, high] : [low, middle - 1];
	}
	const mark = low === 0 && offset > 0 && source.text.startsWith('\uFEFF') ? 1 : 0;
	return { line: low + 1, column: offset - (starts[low] ?? 0) - mark + 1 };
}
