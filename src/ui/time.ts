import { env } from 'vscode';
import { t } from '../core/words.ts';

/** `12:03:11`, as the clock of this computer shows it. */
export function clockTime(ms: number): string {
	return new Date(ms).toLocaleTimeString(env.language, { hour12: false });
}

/** What is shown may be old by now: it says of when it is. */
export function asOf(ms: number): string {
	return t('as of {0}', clockTime(ms));
}
