import { formatDuration } from './duration.ts';
import type { Certificate } from './facts.ts';
import type { Severity } from './finding.ts';
import { t } from './words.ts';

export interface Expiry {
	readonly severity: Severity;
	/** `expires in 3 d, on 2026-01-01`, or that it has. */
	readonly words: string;
}

/** How a certificate stands; `undefined` while there is time. */
export function expiryOf(
	{ notBefore, notAfter }: Pick<Certificate, 'notBefore' | 'notAfter'>,
	now: number,
	warnDays: number,
	errorDays: number,
): Expiry | undefined {
	const [from, until] = [Date.parse(notBefore), Date.parse(notAfter)];
	const days = (until - now) / 86_400_000;
	const date = notAfter.slice(0, 10);
	if (days <= 0) {
		return { severity: 'error', words: t('expired on {0}', date) };
	}
	if (from > now) {
		return { severity: 'error', words: t('is not valid before {0}', notBefore) };
	}
	return days < warnDays
		? {
				severity: days < errorDays ? 'error' : 'warning',
				words: t('expires in {0}, on {1}', formatDuration(until - now), date),
			}
		: undefined;
}

/** Whether a certificate names a host, itself or by a wildcard for one label. */
export function namesHost({ names }: Pick<Certificate, 'names'>, host: string): boolean {
	return names.some(
		name => name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1)),
	);
}
