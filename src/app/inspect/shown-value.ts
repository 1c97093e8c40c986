import { t } from '../../core/words.ts';
import { decodeValue } from '../../disk/decoded-value.ts';
import { valueKindOf } from '../../disk/value-kind.ts';
import { hiddenWords } from '../../disk/value-secrets.ts';
import { bytesField, escapeControls } from './printable.ts';
import type { Row } from './subcommand.ts';

/** A line of a list holds no more of a value. */
const mostCharacters = 200;

/** What a value is, in a line, and whole where it is an object. Secrets stay hidden unless they are to be revealed. */
export function shownValue(key: Uint8Array, value: Uint8Array, reveal = false): Row {
	const about = valueKindOf(value);
	const { object, isHidden, format, text, what } = decodeValue(key, value, reveal);
	const isLine = format === 'text' || format === 'json';
	const line = about.kind === 'kubernetes' ? `${about.apiVersion} ${about.type}` : isLine ? oneLine(text) : what;
	return {
		valueKind: { ...about },
		...(object && { object }),
		shownValue: isHidden ? hiddenWords() : format === 'hex' ? `0x${hexStart(value)}` : line,
	};
}

/** One value alone, as it was stored and as people read it. */
export function wholeValue(key: Uint8Array, value: Uint8Array, reveal = false): Row {
	const { object, isHidden, text, what, notes } = decodeValue(key, value, reveal);
	return {
		valueBytes: value.length,
		valueKind: { ...valueKindOf(value) },
		...(!isHidden && bytesField('value', value)),
		...(object && { object }),
		shownWhat: [what, ...notes, ...(isHidden ? [t('Secrets are hidden; --reveal shows them.')] : [])],
		shownText: isHidden && !object ? hiddenWords() : text,
	};
}

function oneLine(text: string): string {
	return escapeControls(text.slice(0, mostCharacters).replace(/\n\s*/g, ' '));
}

function hexStart(value: Uint8Array): string {
	return Buffer.from(value.subarray(0, mostCharacters / 2)).toString('hex');
}
