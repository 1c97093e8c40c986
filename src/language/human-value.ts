import { formatBytes } from '../core/bytes.ts';
import { formatDuration } from '../core/duration.ts';
import { goDuration } from '../core/formats/go-duration.ts';
import { t } from '../core/words.ts';
import type { Unit } from '../schema/setting-facts.ts';

const dayMs = 86_400_000;
const yearMs = 365 * dayMs;

/** A value as people say it, where that is not how it is written: `8589934592` → `8 GiB`, `8760h0m0s` → `1 year`. */
export function humanValue(text: string, unit: Unit | undefined): string | undefined {
	const number = /^\d+$/.test(text) ? Number(text) : undefined;
	switch (unit) {
		case 'bytes':
			return number === undefined || number < 1024 ? undefined : formatBytes(number);
		case 'milliseconds':
			return number === undefined || number < 1000 ? undefined : timeInWords(number);
		case 'seconds':
			return number === undefined || number < 120 ? undefined : timeInWords(number * 1000);
		case 'nanoseconds':
			return number === undefined || number === 0 ? undefined : timeInWords(number / 1e6);
		case 'years':
			return undefined;
		case undefined:
			return longDuration(text);
	}
}

/** Hours are hard to read from two days on. */
function longDuration(text: string): string | undefined {
	const ms = /[hms]$/.test(text) ? goDuration(text) : undefined;
	return ms === undefined || ms < 2 * dayMs ? undefined : timeInWords(ms);
}

export function timeInWords(ms: number): string {
	if (ms >= yearMs && ms % yearMs === 0) {
		return ms === yearMs ? t('1 year') : t('{0} years', ms / yearMs);
	}
	return formatDuration(ms);
}
