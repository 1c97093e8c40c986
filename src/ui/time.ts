import { env } from 'vscode';
import { t } from '../core/words.ts';

/** `12:03:11`, as the clock of this computer shows it. */
export function clockTime(ms: number): string {
	return new Date(ms).toLocaleTimeString(env.language, { hour12: false });
}

/** What is shown may be old by now: it says of when it is, with the day where that is not today. */
export function asOf(ms: number): string {
	const day = new Date(ms).toLocaleDateString(env.language);
	const isToday = day === new Date().toLocaleDateString(env.language);
	return t('as of {0}', isToday ? clockTime(ms) : `${day} ${clockTime(ms)}`);
}
