import type { Setting } from './description.ts';
import type { Range } from './source.ts';

/** One word of a command, unquoted, and where it is written, quotes included. */
export interface Word extends Range {
	readonly text: string;
}

/**
 * The settings among the words after the command: `--flag=value`, `--flag value` or `--flag`, with one dash or two. The
 * range is that of the word with the flag.
 */
export function settingsOf(words: readonly Word[]): Setting[] {
	return words.flatMap(({ text, start, end }, index) => {
		const [, flag, inline] = /^--?([^-=\s\d][^=\s]*)(?:=([^]*))?$/.exec(text) ?? [];
		const next = words[index + 1]?.text;
		const value = inline ?? (next !== undefined && isValue(next) ? next : 'true');
		return flag === undefined ? [] : [{ flag, value, range: { start, end } }];
	});
}

function isValue(word: string): boolean {
	return !word.startsWith('-') || /^-\d/.test(word);
}

/** `etcd` of `/usr/local/bin/etcd`. */
export function programOf(word: string | undefined): string {
	return word?.split(/[/\\]/).at(-1) ?? '';
}

/** Splits as a shell does, no variables filled in; a backslash at the end of a line joins it with the next. */
export function splitWords(text: string, offset = 0): Word[] {
	const words: Word[] = [];
	for (const match of text.matchAll(/(?:"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^\r\n]|[^\s"'\\])+/g)) {
		const start = offset + match.index;
		words.push({ text: unquote(match[0]), start, end: start + match[0].length });
	}
	return words;
}

function unquote(word: string): string {
	return word.replace(
		/"((?:\\[^]|[^"\\])*)"|'([^']*)'|\\([^])/g,
		(_all, double?: string, single?: string, escaped?: string) =>
			double !== undefined ? double.replace(/\\([^])/g, '$1') : (single ?? escaped ?? ''),
	);
}
