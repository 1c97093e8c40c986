import { isMap, isNode, isSeq, Lexer, type Scalar } from 'yaml';
import type { PlainScalar } from '../../core/fix.ts';
import { plainScalarType } from '../../core/go-scalar.ts';
import type { Range } from '../source.ts';
import type { YamlValue } from '../yaml-value.ts';

/** The quotes that stand there now. */
export function styleAt(text: string, { start }: Range): Scalar.Type {
	return text[start] === '"' ? 'QUOTE_DOUBLE' : text[start] === "'" ? 'QUOTE_SINGLE' : 'PLAIN';
}

export function afterColon(text: string, field: YamlValue): number {
	return text.indexOf(':', field.keyRange().end) + 1;
}

/** A scalar in a style; plain only where a reader takes it for what it is. */
export function scalarText(value: PlainScalar, style: Scalar.Type = 'PLAIN'): string {
	if (typeof value !== 'string') {
		return String(value);
	}
	const isQuiet =
		/^(?:--?)?[\w./][\w./@+%=,;()-]*(?::[\w./@+%=,;()-]+)*$/.test(value) && plainScalarType(value) === 'string';
	if (style === 'QUOTE_SINGLE' && !/[\r\n]/.test(value)) {
		return `'${value.replaceAll("'", "''")}'`;
	}
	return style === 'PLAIN' && isQuiet ? value : JSON.stringify(value);
}

export function lineStart(text: string, offset: number): number {
	return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

export function lineEnd(text: string, offset: number): number {
	const found = /[\r\n]/.exec(text.slice(offset));
	return found ? offset + found.index : text.length;
}

export function eolOf(text: string): string {
	return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A map or list between brackets. */
export function isFlow(value: YamlValue): boolean {
	const { node } = value;
	return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** All of a node, blanks behind it left out. */
export function whole(value: YamlValue, text: string): Range {
	const { node } = value;
	const inner = isNode(node) && node.range ? { start: node.range[0], end: node.range[1] } : undefined;
	const range = inner ? value.source.toFile(inner) : value.range();
	const content = text.slice(range.start, range.end).trimEnd();
	return { start: range.start, end: range.start + content.length };
}

export function endOf(field: YamlValue, text: string): number {
	return Math.max(whole(field, text).end, field.hasKey ? field.keyRange().end + 1 : 0);
}

export function commentsOf(text: string): string[] {
	return [...new Lexer().lex(text)].filter(token => token.startsWith('#')).map(comment => comment.trimEnd());
}
