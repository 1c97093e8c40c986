import { isMap, isScalar, isSeq, parseDocument, type Scalar, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../core/fix.ts';
import { programOf } from '../core/shell-words.ts';
import { applyEdits } from './fix/apply-fix.ts';

/** What is to stand on the command line: a value, `true` for a flag without one, `undefined` for none. */
export type FlagChanges = Readonly<Record<string, string | true | undefined>>;

/**
 * The manifest of a static pod of etcd with other flags, every other byte as it was: comments, quotes and order stay.
 * `undefined` where its command is not a list of words that begins with etcd.
 */
export function withEtcdFlags(text: string, changes: FlagChanges): string | undefined {
	const command = etcdCommandOf(text);
	if (!command) {
		return undefined;
	}
	const edits = Object.entries(changes).flatMap(([flag, value]) => editsOf(text, command, flag, value));
	const after = applyEdits(
		text,
		edits.toSorted((a, b) => a.start - b.start),
	);
	return isAsWanted(after, changes) ? after : undefined;
}

/** The flags as they are written, without the dashes; the last of equal ones counts, as it does for etcd. */
export function etcdFlagsOf(text: string): Readonly<Record<string, string | true>> | undefined {
	const command = etcdCommandOf(text);
	return command && Object.fromEntries(wordsOf(command).flatMap(word => flagIn(word) ?? []));
}

type Word = Scalar & { readonly range: [number, number, number] };

function etcdCommandOf(text: string): YAMLSeq | undefined {
	const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
	const containers = document.errors.length > 0 ? undefined : document.getIn(['spec', 'containers']);
	const commands = isSeq(containers)
		? containers.items.map(item => (isMap(item) ? item.get('command') : undefined))
		: [];
	return commands.find((command): command is YAMLSeq => isSeq(command) && isEtcd(command));
}

function isEtcd(command: YAMLSeq): boolean {
	const [first] = wordsOf(command);
	return command.items.every(isScalar) && first !== undefined && programOf(String(first.value)) === 'etcd';
}

function wordsOf({ items }: YAMLSeq): Word[] {
	return items.filter((item): item is Word => isScalar(item) && item.range !== undefined && item.range !== null);
}

/** Name and value of `--name=value` or `--name`. */
function flagIn(word: Word): [string, string | true][] | undefined {
	const [, name, value] = /^--?([a-z][a-z0-9-]*)(?:=([^]*))?$/.exec(String(word.value)) ?? [];
	return name === undefined ? undefined : [[name, value ?? true]];
}

function editsOf(text: string, command: YAMLSeq, flag: string, value: string | true | undefined): TextEdit[] {
	const own = wordsOf(command).filter(word => flagIn(word)?.[0]?.[0] === flag);
	const kept = own.at(-1);
	if (value === undefined || !kept) {
		const removed = own.map(word => removal(text, word));
		return value === undefined ? removed : [addition(text, command, wordOf(flag, value))];
	}
	return [
		...own.filter(word => word !== kept).map(word => removal(text, word)),
		{ start: kept.range[0], end: kept.range[1], text: written(wordOf(flag, value), kept) },
	];
}

function wordOf(flag: string, value: string | true): string {
	return value === true ? `--${flag}` : `--${flag}=${value}`;
}

/** In the quotes that are there. */
function written(word: string, { type }: Scalar): string {
	if (type === 'QUOTE_SINGLE') {
		return `'${word.replaceAll("'", "''")}'`;
	}
	return type === 'QUOTE_DOUBLE' || /: | #|[{}[\],&*!|>'"%@`]/.test(word) ? JSON.stringify(word) : word;
}

/** The whole line in a block, the word and its comma in a flow. */
function removal(text: string, word: Word): TextEdit {
	const lineStart = text.lastIndexOf('\n', word.range[0] - 1) + 1;
	if (/^\s*-\s+$/.test(text.slice(lineStart, word.range[0]))) {
		const lineEnd = text.indexOf('\n', word.range[1]);
		return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
	}
	const [comma = ''] = /^\s*,[^\S\n]*/.exec(text.slice(word.range[1])) ?? [];
	return { start: word.range[0], end: word.range[1] + comma.length, text: '' };
}

/** Behind the first word, which is etcd itself. */
function addition(text: string, command: YAMLSeq, word: string): TextEdit {
	const [first] = wordsOf(command);
	const [from = 0, end = 0] = first?.range ?? [];
	const lineStart = text.lastIndexOf('\n', from - 1) + 1;
	const before = text.slice(lineStart, from);
	if (first && /^\s*-\s+$/.test(before)) {
		const lineEnd = text.indexOf('\n', end);
		const at = lineEnd < 0 ? text.length : lineEnd + 1;
		const line = `${before}${written(word, first)}\n`;
		return { start: at, end: at, text: lineEnd < 0 ? `\n${line}` : line };
	}
	return { start: end, end, text: first ? `, ${written(word, first)}` : '' };
}

function isAsWanted(text: string, changes: FlagChanges): boolean {
	const flags = etcdFlagsOf(text);
	return flags !== undefined && Object.entries(changes).every(([flag, value]) => flags[flag] === value);
}
