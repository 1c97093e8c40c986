import type { Range } from './source.ts';

/** A stretch of a text that is parsed by itself. */
export interface Piece {
	readonly start: number;
	readonly text: string;
}

/**
 * A text of YAML cut before every separator. What directives say holds beyond a separator, and after an end marker no
 * separator is needed: a text that has either is left whole.
 */
export function piecesOf(text: string): Piece[] {
	if (/^(?:%|\.\.\.(?=\s|$))/m.test(text)) {
		return [{ start: 0, text }];
	}
	const cuts = [...text.matchAll(/(?<=\n)---(?=\s|$)/g)].map(match => match.index);
	const starts = [0, ...cuts];
	return starts.map((start, index) => ({ start, text: text.slice(start, starts[index + 1] ?? text.length) }));
}

export function shiftBy(start: number): (range: Range) => Range {
	return range => ({ start: range.start + start, end: range.end + start });
}
