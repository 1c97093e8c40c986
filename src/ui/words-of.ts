import type { Severity } from '../core/finding.ts';
import { findingsOf, isAnyReachable, type Report } from '../core/diagnose.ts';
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
	const counts = countsInWords(findingsOf(report));
	return counts !== '' ? counts : isAnyReachable(report) ? t('no problem found') : t('not one member answered');
}

export function unknownInWords(report: Report): string {
	const count = report.verdicts.filter(({ verdict }) => verdict.kind === 'unknown').length;
	return count === 0 ? '' : count === 1 ? t('1 check unknown') : t('{0} checks unknown', count);
}

/** One line on all reports; nothing is said to be well while something of it is not known. */
export function stateInWords(reports: readonly Report[]): string {
	const unseen = reports.filter(report => !isAnyReachable(report));
	const silent = unseen.map(({ cluster }) => t('{0}: not one member answered', cluster.name));
	const found = [countsInWords(reports.flatMap(findingsOf)), ...silent].filter(part => part !== '').join(', ');
	const doubtful = reports.find(report => unknownInWords(report) !== '') ?? reports[0];
	return found !== '' || !doubtful ? found : summaryInWords(doubtful);
}
