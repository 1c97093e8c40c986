/** English → the user's language. Handed over once by the shell; the core never reads files. */
let translations: Readonly<Record<string, string>> = {};

export function setWords(words: Readonly<Record<string, string>>): void {
	translations = words;
}

/**
 * Every sentence a user sees. `message` is the English source, with `{0}`, `{1}` … for `args`; it is also the key, so it
 * must be a literal for the extraction script to find it.
 */
export function t(message: string, ...args: readonly (string | number)[]): string {
	const words = translations[message] ?? message;
	return words.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
}

/**
 * A table of sentences by name. The extraction script takes its literals for keys; they are translated when they are shown,
 * by `t(entry.description)`.
 */
export function sentences<T extends Readonly<Record<string, string>>>(table: T): T {
	return table;
}
