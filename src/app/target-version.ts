import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';

/** A version as a user gives it: `1.36`, `v1.36.2`. */
export function targetVersion(text: string | undefined): string | undefined {
	if (text !== undefined && !/^v?\d+\.\d+(?:\.\d+)?(?:[-+][\w.+-]+)?$/.test(text)) {
		throw new ExpectedError(t('A version reads like 1.36 or v1.36.2, not "{0}".', text));
	}
	return text?.replace(/^v/, '');
}
