import { findingsOf, type Report } from '../diagnose.ts';
import type { Finding } from '../finding.ts';
import { t } from '../words.ts';
import { severityWord } from './report-words.ts';
import { placeOf } from './text.ts';

/** What was found in files, one line each: `file:line:column: severity: message [id]`, as editors and CI match it. */
export function toLintText(report: Report): string {
	const findings = findingsOf(report).toSorted(byPlace);
	const lines = findings.map(lineOf);
	return [...report.notes.map(note => `! ${note}`), ...lines, summaryOf(findings), ''].join('\n');
}

function lineOf({ location, severity, message, remedy, check }: Finding): string {
	const place = location ? `${placeOf(location)}: ` : '';
	return `${place}${severityWord(severity)}: ${message} ${remedy} [${check}]`;
}

function byPlace({ location: a }: Finding, { location: b }: Finding): number {
	if (!a || !b) {
		return Number(!a) - Number(!b);
	}
	return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}

function summaryOf(findings: readonly Finding[]): string {
	const count = (severity: Finding['severity']) => findings.filter(finding => finding.severity === severity).length;
	return findings.length === 0
		? t('No problem was found.')
		: t('{0} errors, {1} warnings, {2} notes.', count('error'), count('warning'), count('info'));
}
