import { findingsOf, type Report } from '../core/diagnose.ts';
import { severities, type Severity } from '../core/finding.ts';

/** 1 when something at or above a severity was found, else 0. */
export function failsOn(report: Report, failOn: Severity | 'never'): number {
	if (failOn === 'never') {
		return 0;
	}
	const grave = severities.slice(0, severities.indexOf(failOn) + 1);
	return findingsOf(report).some(finding => grave.includes(finding.severity)) ? 1 : 0;
}
