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
	const findings = findingsOf(report);
	const unknown = report.verdicts.filter(({ verdict }) => verdict.kind === 'unknown').length;
	const found = findings.length > 0 ? countsInWords(findings) : t('no problem found');
	return unknown > 0 ? t('{0}, {1} checks unknown', found, unknown) : found;
}
