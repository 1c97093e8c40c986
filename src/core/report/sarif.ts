import type { Report } from '../diagnose.ts';
import { findingsOf } from '../diagnose.ts';
import type { Finding, Location, Severity, Subject } from '../finding.ts';
import { t } from '../words.ts';
import type { ReportedRun } from './run.ts';
import { objectKey, subjectKey } from './subject.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** The report as SARIF 2.1.0, for code scanning. What could not be judged is a notification of the one invocation. */
export function toSarif(run: ReportedRun, quorum: string): string {
	const log = {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [sarifRunOf(run, quorum)],
	};
	return `${JSON.stringify(log, undefined, 2)}\n`;
}

function sarifRunOf({ report, checks }: ReportedRun, quorum: string): Record<string, unknown> {
	const ids = report.verdicts.map(({ check }) => check);
	return {
		tool: { driver: { name: 'Quorum', version: quorum, rules: ids.map(id => ruleOf(id, checks)) } },
		columnKind: 'utf16CodeUnits',
		invocations: [
			{
				executionSuccessful: true,
				startTimeUtc: new Date(report.takenAt).toISOString(),
				toolExecutionNotifications: notificationsOf(report),
			},
		],
		results: findingsOf(report).map(finding => resultOf(finding, ids.indexOf(finding.check), report)),
	};
}

function ruleOf(id: string, checks: ReportedRun['checks']): Record<string, unknown> {
	const check = checks.find(each => each.id === id);
	if (!check) {
		return { id };
	}
	const page = pageOf(id);
	return {
		id,
		shortDescription: { text: t(check.title) },
		// A helpUri would have to be absolute, and the page ships beside the program.
		help: { text: t(check.remedy), markdown: `${t(check.remedy)}\n\n[${page}](${page})` },
		defaultConfiguration: { level: levels[check.severity] },
	};
}

/** Where a check is described, relative to the program's own folder. A heading's anchor leaves the slashes out. */
export function pageOf(check: string): string {
	return `docs/checks.md#${check.replaceAll('/', '')}`;
}

function notificationsOf(report: Report): Record<string, unknown>[] {
	const unseen = report.verdicts.flatMap(({ check, verdict }, index) =>
		(verdict.kind === 'unknown' || verdict.kind === 'failed') && verdict.reason !== undefined
			? [
					{
						descriptor: { id: check },
						associatedRule: { id: check, index },
						level: verdict.kind === 'unknown' ? 'warning' : 'note',
						message: { text: verdict.reason },
					},
				]
			: [],
	);
	return [...unseen, ...report.notes.map(text => ({ level: 'note', message: { text } }))];
}

function resultOf(finding: Finding, ruleIndex: number, report: Report): Record<string, unknown> {
	return {
		ruleId: finding.check,
		ruleIndex,
		level: levels[finding.severity],
		message: { text: `${finding.message} ${finding.remedy}` },
		locations: [
			{
				...(finding.location && { physicalLocation: physicalOf(finding.location) }),
				logicalLocations: [logicalOf(finding.subject, report)],
			},
		],
		partialFingerprints: {
			'checkAndSubject/v1': `${finding.check} ${subjectKey(finding.subject)}${fieldKey(finding)}`,
		},
	};
}

/** One rule may find several fields of a file wrong. */
function fieldKey({ anchor }: Finding): string {
	return anchor?.kind === 'field' ? ` ${[...anchor.path, anchor.part, anchor.occurrence ?? ''].join('/')}` : '';
}

function physicalOf({ file, line, column, endLine, endColumn }: Location): Record<string, unknown> {
	return {
		artifactLocation: { uri: uriOf(file) },
		region: { startLine: line, startColumn: column, endLine, endColumn },
	};
}

/** A path as a URI reference; a relative one stays relative. */
export function uriOf(path: string): string {
	if (/^[a-z][a-z0-9+.-]+:/i.test(path)) {
		return path;
	}
	const encoded = path.replace(/\\/g, '/').split('/').map(encodeURIComponent).join('/');
	if (/^[a-z]%3A\//i.test(encoded)) {
		return `file:///${encoded.replace('%3A', ':')}`;
	}
	return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}

function logicalOf(subject: Subject, report: Report): Record<string, string> {
	switch (subject.kind) {
		case 'cluster': {
			const name = report.cluster.name || report.cluster.id || t('cluster');
			return { kind: 'cluster', name, fullyQualifiedName: report.cluster.id || name };
		}
		case 'member': {
			const name = subject.name || subject.endpoint;
			return { kind: 'member', name, fullyQualifiedName: subject.id ?? subject.endpoint };
		}
		case 'file':
			return { kind: 'document', name: subject.document, fullyQualifiedName: subject.document };
		case 'object':
			return { kind: 'object', name: subject.name, fullyQualifiedName: objectKey(subject) };
	}
}
