import { t } from '../core/words.ts';

/** Deeper than any manifest; parsing takes time by the square of it. */
const deepest = 500;
const mostAliases = 5000;

/**
 * Why a text is not even tried, as a sentence: a few kilobytes can keep the YAML library busy for minutes, and a folder may
 * hold anything.
 */
export function unreasonable(text: string): string | undefined {
	if (flowDepth(text) > deepest || /(?:[-?:][ \t]+){500}/.test(text)) {
		return t('It nests deeper than {0} levels.', deepest);
	}
	return (text.match(/[\s,[:]\*\w/g)?.length ?? 0) > mostAliases
		? t('It has more than {0} aliases.', mostAliases)
		: undefined;
}

/** Brackets in strings count too: they come in pairs, or they are few. */
function flowDepth(text: string): number {
	let depth = 0;
	let most = 0;
	for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
		depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
		most = Math.max(most, depth);
	}
	return most;
}
