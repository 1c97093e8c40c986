import type { Severity } from '../core/finding.ts';
import { findingsOf, type Report } from '../core/diagnose.ts';
import { t } from '../core/words.ts';

/** `2 errors, 1 warning`; what there is none of is left out. */
export function countsInWords(counted: readonly { readonly severity: Severity }[]): string {
	const count = (severity: Severity) => counted.filter(each => each.severity === severity).length;
	const [errors, warnings, infos] = [count('error'), count('warning'), count('info')];
	const parts = [
		errors === 1 ? t('1 error') : errors > 1 ? t('{0} errors', errors) : '',
		warnings === 1 ? t('1 warning') : warnings > 1 ? t('{0} warnings', warnings) : '',
		infos === 1 ? t('1 note') : infos > 1 ? t('{0} notes', infos) : '',
	].filter(part => part !== '');
	return parts.join(', ');
}

/** One line on a whole report. What could not be judged is never passed over. */
export function summaryInWords(report: Report): string {
	return [foundInWords(report), unknownInWords(report)].filter(part => part !== '').join(', ');
}

export function foundInWords(report: Report): string {
	return countsInWords(findingsOf(report)) || t('no problem found');
}

export function unknownInWords(report: Report): string {
	const count = report.verdicts.filter(({ verdict }) => verdict.kind === 'unknown').length;
	return count === 0 ? '' : count === 1 ? t('1 check unknown') : t('{0} checks unknown', count);
}
