import { formatBytes } from '../bytes.ts';
import { findingsOf, type CheckVerdict, type Report } from '../diagnose.ts';
import { severities, type Finding, type Subject, type Verdict } from '../finding.ts';
import type { MemberSummary } from '../members.ts';
import { t } from '../words.ts';
import { roleFor } from '../minimal-role.ts';
import { code, documentOf, literal, table } from './markdown-text.ts';
import type { ReportedRun } from './run.ts';
import { groupTitle, roleWord, sizeOf } from './report-words.ts';
import { placeOf, summaryOf } from './text.ts';
import { objectKey } from './subject.ts';

/** The report as a document to read, to keep and to attach to an issue. */
export function toMarkdown({ report, checks }: ReportedRun, quorum: string): string {
	const titleOf = (id: string) => t(checks.find(check => check.id === id)?.title ?? id);
	return documentOf([
		[`# ${t('etcd cluster {0}', nameOf(report))}`],
		[t('As of {0}, by Quorum {1}.', new Date(report.takenAt).toISOString(), literal(quorum))],
		report.notes.map(note => `> ⚠ ${literal(note)}`),
		[summaryOf(report), '', ...severityCounts(report)],
		[`## ${t('Members')}`],
		membersTable(report.members),
		[`## ${t('Findings')}`],
		...findingSections(report, titleOf),
		...verdictSection(
			t('Not known'),
			t('What could not be judged is not well: here is why.'),
			report,
			'unknown',
			titleOf,
		),
		...partlyUnseen(report, titleOf),
		...verdictSection(t('Not applicable'), '', report, 'notApplicable', titleOf),
		...passedSection(report, titleOf),
		...missingRole(report),
	]);
}

function missingRole({ refused }: Report): string[][] {
	return refused === undefined
		? []
		: [
				[`## ${t('Missing permissions')}`],
				[t('Whoever grants roles can allow what was missing with this:')],
				['```yaml', roleFor(refused).trimEnd(), '```'],
			];
}

function nameOf({ cluster }: Report): string {
	return (
		[cluster.name && literal(cluster.name), cluster.id && code(cluster.id)].filter(part => part !== '').join(' ') || '?'
	);
}

function severityCounts(report: Report): string[] {
	const findings = findingsOf(report);
	const lines = severities.map(
		severity => [severity, findings.filter(each => each.severity === severity).length] as const,
	);
	return lines.filter(([, count]) => count > 0).map(([severity, count]) => `- ${groupTitle(severity)}: ${count}`);
}

function membersTable(members: readonly MemberSummary[]): string[] {
	if (members.length === 0) {
		return [t('Nothing is known of any member.')];
	}
	const head = [t('Member'), t('Id'), t('Endpoint'), t('Role'), t('Version'), t('Database'), t('In use')];
	return table(
		head,
		members.map(member => [
			literal(member.name) || '–',
			code(member.id),
			code(member.endpoint),
			roleWord(member),
			literal(member.version ?? '–'),
			sizeOf(member),
			member.dbSizeInUseBytes === undefined ? '–' : formatBytes(member.dbSizeInUseBytes),
		]),
	);
}

function findingSections(report: Report, titleOf: (id: string) => string): string[][] {
	const findings = findingsOf(report);
	if (findings.length === 0) {
		return [[t('No problem was found.')]];
	}
	return severities.flatMap(severity => {
		const group = findings.filter(finding => finding.severity === severity);
		const byCheck = Map.groupBy(group, finding => finding.check);
		return group.length === 0
			? []
			: [[`### ${groupTitle(severity)}`], ...[...byCheck].flatMap(([id, each]) => checkBlocks(id, each, titleOf))];
	});
}

/** One check's findings: its title once, what was seen, and each remedy once. */
function checkBlocks(id: string, findings: readonly Finding[], titleOf: (id: string) => string): string[][] {
	const remedies = [...new Set(findings.map(finding => finding.remedy))];
	return [
		[`#### ${literal(titleOf(id))}`],
		[code(id)],
		findings.map(finding => `- ${literal(finding.message)}${evidenceOf(finding)}`),
		// Our own sentences, in Markdown already: a command in them stands between backticks.
		remedies.map(remedy => `**${t('What to do:')}** ${remedy}`),
	];
}

function evidenceOf({ subject, location }: Finding): string {
	const of = subjectLine(subject);
	return [of, location && t('Set in {0}', code(placeOf(location)))]
		.filter(part => part !== undefined)
		.map(part => `\\\n  ${part}`)
		.join('');
}

function subjectLine(subject: Subject): string | undefined {
	switch (subject.kind) {
		case 'cluster':
			return undefined;
		case 'member':
			return t('Member {0}', code([subject.name, subject.id, subject.endpoint].filter(Boolean).join(' ')));
		case 'file':
			return t('File {0}', code(subject.document));
		case 'object':
			return t('Object {0}', code(objectKey(subject)));
	}
}

function verdictSection(
	title: string,
	lead: string,
	report: Report,
	kind: 'unknown' | 'notApplicable',
	titleOf: (id: string) => string,
): string[][] {
	const verdicts = report.verdicts.filter(({ verdict }) => verdict.kind === kind);
	return verdicts.length === 0 ? [] : [[`## ${title}`], lead === '' ? [] : [lead], reasonsTable(verdicts, titleOf)];
}

/** Checks that found something, and could not look everywhere. */
function partlyUnseen(report: Report, titleOf: (id: string) => string): string[][] {
	const verdicts = report.verdicts.filter(({ verdict }) => verdict.kind === 'failed' && verdict.reason !== undefined);
	return verdicts.length === 0 ? [] : [[`## ${t('Seen in part')}`], reasonsTable(verdicts, titleOf)];
}

/** One row for each reason: a member that does not answer is the same reason for many checks. */
function reasonsTable(verdicts: readonly CheckVerdict[], titleOf: (id: string) => string): string[] {
	const byReason = Map.groupBy(verdicts, ({ verdict }) => reasonOf(verdict));
	return table(
		[t('Why'), t('What was looked for')],
		[...byReason].map(([reason, each]) => [
			literal(reason),
			each.map(({ check }) => `${literal(titleOf(check))} ${code(check)}`).join('<br>'),
		]),
	);
}

export function reasonOf(verdict: Verdict): string {
	return verdict.kind === 'passed' ? '' : (verdict.reason ?? '');
}

function passedSection(report: Report, titleOf: (id: string) => string): string[][] {
	const passed = report.verdicts.filter(({ verdict }) => verdict.kind === 'passed');
	return passed.length === 0
		? []
		: [
				[`## ${t('Passed')}`],
				[t('Looked for and not found:')],
				passed.map(({ check }) => `- ${literal(titleOf(check))} ${code(check)}`),
			];
}
