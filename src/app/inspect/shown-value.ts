import { t } from '../../core/words.ts';
import { textOf, valueKindOf, type ValueKind } from '../../disk/value-kind.ts';
import { escapeControls } from './printable.ts';
import type { Row } from './subcommand.ts';

/** A line of a list holds no more of a value. */
const mostCharacters = 200;

/** What a value is, and its text where it has one. The contents of Kubernetes secrets stay hidden in a list. */
export function shownValue(key: Uint8Array, value: Uint8Array): Row {
	const about = valueKindOf(value);
	const isSecret = /\/secrets\//.test(textOf(key) ?? '');
	return { valueKind: { ...about }, shownValue: isSecret ? t('(hidden: a secret)') : inWords(about, value) };
}

function inWords(about: ValueKind, value: Uint8Array): string {
	switch (about.kind) {
		case 'kubernetes':
			return `${about.apiVersion} ${about.type}`;
		case 'encrypted':
			return t('(encrypted by {0})', about.provider);
		case 'binary':
			return `0x${Buffer.from(value.subarray(0, mostCharacters / 2)).toString('hex')}`;
		default:
			return escapeControls((textOf(value) ?? '').slice(0, mostCharacters));
	}
}
