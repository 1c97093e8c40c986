import type { Word } from '../core/shell-words.ts';
import type { Setting } from './description.ts';

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
