import type { Scalar } from 'yaml';

/**
 * For a string that itself holds YAML or a command line: where in the written text the unit at an offset of the decoded
 * string stands. Where lines are folded, blanks and breaks differ: then by the letters alone.
 */
export function decodedOffsets(scalar: Scalar, text: string): ((offset: number) => number) | undefined {
	if (typeof scalar.value !== 'string' || !scalar.range) {
		return undefined;
	}
	const [start, end] = scalar.range;
	const written = text.slice(start, end);
	if (scalar.type === 'BLOCK_FOLDED') {
		return letterOffsets(scalar.value, written, start, /^[^\r\n]*/.exec(written)?.[0].length ?? 0);
	}
	if ((scalar.type === 'PLAIN' || scalar.type === 'QUOTE_SINGLE') && /[\r\n]/.test(written)) {
		const quote = scalar.type === 'PLAIN' ? 0 : 1;
		return letterOffsets(scalar.value, quote ? written.slice(0, -1).replaceAll("''", " '") : written, start, quote);
	}
	switch (scalar.type) {
		case 'BLOCK_LITERAL':
			return lineOffsets(scalar.value, written, start);
		case 'PLAIN':
			return unitOffsets(scalar.value, written, start, /[^]/g);
		case 'QUOTE_SINGLE':
			return unitOffsets(scalar.value, written.slice(1, -1), start + 1, /''|[^]/g);
		case 'QUOTE_DOUBLE':
			return unitOffsets(scalar.value, written.slice(1, -1), start + 1, escapes);
		default:
			return undefined;
	}
}

const escapes = /\\(?:x[^]{2}|u[^]{4}|U[^]{8}|[^])|[^]/g;

/** Every match of `unit` is one unit of the string; an escape beyond the basic plane is two. */
function unitOffsets(
	value: string,
	written: string,
	start: number,
	unit: RegExp,
): ((offset: number) => number) | undefined {
	if (/[\r\n]/.test(written)) {
		return undefined;
	}
	const starts: number[] = [];
	for (const match of written.matchAll(unit)) {
		const units = match[0].startsWith('\\U') && parseInt(match[0].slice(2), 16) > 0xffff ? 2 : 1;
		starts.push(...Array<number>(units).fill(start + match.index));
	}
	const end = start + written.length;
	return starts.length === value.length ? offset => starts[offset] ?? end : undefined;
}

/** Folding changes blanks and line breaks only: the letters follow one another in both. */
function letterOffsets(value: string, written: string, start: number, head: number) {
	const lettersOf = (text: string) => [...text.matchAll(/\S/g)].map(match => match.index);
	const outer = lettersOf(written.slice(head));
	const inner = lettersOf(value);
	if (outer.length !== inner.length) {
		return undefined;
	}
	const end = start + head + (outer.at(-1) ?? 0) + 1;
	return (offset: number) => {
		const next = inner.findIndex(letter => letter >= offset);
		const before = next === -1 ? inner.length - 1 : inner[next] === offset ? -1 : next - 1;
		// An offset in a gap, or at its start, stands right behind the letter before it.
		const at = before >= 0 ? (outer[before] ?? 0) + 1 : (outer[next] ?? 0);
		return Math.min(start + head + at, end);
	};
}

/** A literal block: the same lines, each moved right by the indentation, below a line with `|`. */
function lineOffsets(value: string, written: string, start: number): (offset: number) => number {
	const inner = lineStartsOf(value, 0);
	const outer = lineStartsOf(written, start).slice(1);
	const first = value.split('\n').findIndex(line => line.trim() !== '');
	const indent = Math.max(0, indentOf(text(written, outer[first], start)) - indentOf(value.slice(inner[first] ?? 0)));
	return offset => {
		const line = inner.findLastIndex(lineStart => lineStart <= offset);
		const column = offset - (inner[line] ?? 0);
		const lineStart = outer[line];
		const lineEnd = (outer[line + 1] ?? start + written.length + 1) - 1;
		return lineStart === undefined
			? start + written.length
			: Math.min(lineStart + indent + column, Math.max(lineStart, lineEnd));
	};
}

function text(written: string, from: number | undefined, start: number): string {
	return from === undefined ? '' : written.slice(from - start);
}

function indentOf(line: string): number {
	return /^ */.exec(line)?.[0].length ?? 0;
}

function lineStartsOf(body: string, start: number): number[] {
	return [start, ...[...body.matchAll(/\n/g)].map(match => start + match.index + 1)];
}
