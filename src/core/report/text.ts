import { findingsOf, type CheckVerdict, type Report } from '../diagnose.ts';
import type { Finding } from '../finding.ts';
import type { MemberSummary } from '../members.ts';
import { t } from '../words.ts';
import { roleFor } from '../minimal-role.ts';
import { roleWord, severityWord, sizeOf } from './report-words.ts';

/** The report as a terminal shows it: what is wrong first, then what was not seen, then who took part. */
export function toText(report: Report): string {
	return textOf([
		[headline(report)],
		...judgement(report),
		...missingRole(report),
		report.members.length > 0 ? [t('Members:'), ...memberTable(report.members)] : [],
		[summaryOf(report)],
	]);
}

function missingRole({ refused }: Report): (readonly string[])[] {
	return refused === undefined
		? []
		: [[t('Whoever grants roles can allow what was missing with this:')], [roleFor(refused).trimEnd()]];
}

/** The same of what is no cluster that was asked: without members. */
export function toFindingsText(report: Report): string {
	return textOf([...judgement(report), [summaryOf(report)]]);
}

function judgement(report: Report): (readonly string[])[] {
	const findings = findingsOf(report);
	const unknown = report.verdicts.filter(({ verdict }) => verdict.kind === 'unknown');
	return [
		report.notes.map(note => `! ${note}`),
		findings.length > 0 ? findings.flatMap(findingLines) : [t('No problem was found.')],
		unknown.length > 0 ? [t('Not known:'), ...unknownLines(unknown)] : [],
	];
}

function textOf(sections: readonly (readonly string[])[]): string {
	return `${sections
		.filter(lines => lines.length > 0)
		.map(lines => lines.join('\n'))
		.join('\n\n')}\n`;
}

function headline({ cluster, takenAt }: Report): string {
	const name = [cluster.name, cluster.id].filter(part => part !== '').join(' ');
	return t('etcd cluster {0}, {1}', name === '' ? '?' : name, new Date(takenAt).toISOString());
}

function findingLines(finding: Finding): string[] {
	const place = finding.location ? [`    ${placeOf(finding.location)}`] : [];
	return [
		`${severityWord(finding.severity)}  ${finding.message}  [${finding.check}]`,
		...place,
		`    → ${finding.remedy}`,
	];
}

export function placeOf({ file, line, column }: NonNullable<Finding['location']>): string {
	return `${file}:${line}:${column}`;
}

/** Each reason once, and below it the checks that it kept from judging. */
function unknownLines(unknown: readonly CheckVerdict[]): string[] {
	const byReason = Map.groupBy(unknown, ({ verdict }) => (verdict.kind === 'unknown' ? verdict.reason : ''));
	return [...byReason].flatMap(([reason, each]) => [
		...wrapped(reason.split(' '), ' ', '  '),
		...wrapped(
			each.map(({ check }) => check),
			', ',
			'    ',
		),
	]);
}

/** In lines of about 100 columns. */
function wrapped(items: readonly string[], separator: string, indent: string): string[] {
	const lines: string[] = [];
	for (const item of items) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + item.length < 100) {
			lines[lines.length - 1] = `${last}${separator}${item}`;
		} else {
			lines.push(indent + item);
		}
	}
	return lines;
}

function memberTable(members: readonly MemberSummary[]): string[] {
	const rows = members.map(member => [
		member.name || '–',
		member.id || '–',
		member.endpoint || '–',
		roleWord(member),
		member.version ?? '–',
		sizeOf(member),
	]);
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => widthOf(row[column] ?? ''))));
	return rows.map(row =>
		`  ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join('  ')}`.trimEnd(),
	);
}

/** In columns of a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
	return text.length + (text.match(/[\u3000-\u9fff\uff00-\uff60]/g)?.length ?? 0);
}

export function summaryOf(report: Report): string {
	const count = (kind: CheckVerdict['verdict']['kind']) =>
		report.verdicts.filter(each => each.verdict.kind === kind).length;
	const counts = [count('failed'), count('passed'), count('notApplicable'), count('unknown')] as const;
	return report.verdicts.length === 1
		? t('1 check: {0} failed, {1} passed, {2} not applicable, {3} unknown.', ...counts)
		: t('{0} checks: {1} failed, {2} passed, {3} not applicable, {4} unknown.', report.verdicts.length, ...counts);
}
