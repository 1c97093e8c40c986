import type { Scalar } from 'yaml';

/**
 * For a string that itself holds YAML or a command line: where in the written text the unit at an offset of the decoded
 * string stands. Nothing for folded text, whose line breaks are not those of the string.
 */
export function decodedOffsets(scalar: Scalar, text: string): ((offset: number) => number) | undefined {
	if (typeof scalar.value !== 'string' || !scalar.range) {
		return undefined;
	}
	const [start, end] = scalar.range;
	const written = text.slice(start, end);
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
