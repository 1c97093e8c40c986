/** One word of a command, unquoted, and where it is written, quotes included. */
export interface Word {
	readonly text: string;
	readonly start: number;
	readonly end: number;
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

/** Whether a list of words hands a script to a shell, as `sh -c`. */
export function isShell(words: readonly string[]): boolean {
	return ['sh', 'bash', 'ash', 'dash'].includes(programOf(words[0])) && /^-[a-z]*c$/.test(words[1] ?? '');
}

/**
 * The words of the command in a script that starts a program, from the program on, each with its number among all words;
 * nothing where no command does. Ends at the end of the line, if that is not continued, and where another command begins.
 */
export function commandIn(script: string, program: string): { readonly index: number; readonly text: string }[] {
	const words = splitWords(script);
	const breaks = words.map((word, index) => isBreak(script.slice(words[index - 1]?.end ?? 0, word.start)));
	const isStart = (index: number) => {
		const before = words[index - 1]?.text;
		return before === undefined || breaks[index] || /;$|^(?:exec|then|do|else|nohup|&&?|\|\|?|\{|\()$/.test(before);
	};
	const first = words.findIndex(({ text }, index) => programOf(text) === program && isStart(index));
	const found: { readonly index: number; readonly text: string }[] = [];
	for (let index = first; index >= 0 && index < words.length; index++) {
		const text = words[index]?.text ?? '';
		if ((index > first && breaks[index]) || /^(?:;|&&?|\|\|?|[012]?[<>]{1,2}.*)$/.test(text)) {
			break;
		}
		found.push({ index, text: text.replace(/;$/, '') });
		if (text.endsWith(';')) {
			break;
		}
	}
	return found;
}

/** Whether what stands between two words ends a command: a line break with no backslash before it. */
function isBreak(gap: string): boolean {
	return /[\r\n]/.test(gap.replace(/\\\r?\n/g, ''));
}
