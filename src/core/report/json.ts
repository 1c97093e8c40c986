import type { CheckVerdict, Report } from '../diagnose.ts';
import type { Finding, Subject } from '../finding.ts';
import type { MemberSummary } from '../members.ts';
import { roleFor } from '../minimal-role.ts';
import { objectKey } from './subject.ts';

/** The report for scripts; its schema is `docs/report.schema.json`. Ids that nobody told are empty. */
export function toJson(report: Report, quorum: string): string {
	return `${JSON.stringify(jsonReportOf(report, quorum), undefined, 2)}\n`;
}

export function jsonReportOf(report: Report, quorum: string): Record<string, unknown> {
	return {
		schemaVersion: 1,
		quorum,
		takenAt: new Date(report.takenAt).toISOString(),
		cluster: report.cluster,
		members: report.members.map(memberOf),
		verdicts: report.verdicts.map(verdict => verdictOf(verdict, report)),
		...(report.notes.length > 0 && { notes: report.notes }),
		...(report.refused && { missingRole: roleFor(report.refused) }),
	};
}

function memberOf({ asked: _asked, ...member }: MemberSummary): Record<string, unknown> {
	return member;
}

function verdictOf({ check, verdict }: CheckVerdict, report: Report): Record<string, unknown> {
	switch (verdict.kind) {
		case 'failed':
			return {
				check,
				verdict: verdict.kind,
				...(verdict.reason !== undefined && { reason: verdict.reason }),
				findings: verdict.findings.map(finding => findingOf(finding, report)),
			};
		case 'passed':
			return { check, verdict: verdict.kind };
		case 'notApplicable':
			return { check, verdict: verdict.kind, reason: verdict.reason };
		case 'unknown':
			return { check, verdict: verdict.kind, reason: verdict.reason, missing: verdict.missing };
	}
}

function findingOf(finding: Finding, report: Report): Record<string, unknown> {
	return {
		severity: finding.severity,
		message: finding.message,
		remedy: finding.remedy,
		subject: subjectOf(finding.subject, report),
		...(finding.location && { location: finding.location }),
	};
}

/** A member that nobody could identify is named by its endpoint's place in `members`, so it has the empty id there too. */
function subjectOf(subject: Subject, report: Report): Record<string, string> {
	switch (subject.kind) {
		case 'cluster':
			return { kind: 'cluster', id: report.cluster.id };
		case 'member':
			return { kind: 'member', id: subject.id ?? '', endpoint: subject.endpoint };
		case 'file':
			return { kind: 'file', id: subject.document };
		case 'object': {
			const { apiVersion, kindName, namespace, name } = subject;
			const where = namespace === undefined ? {} : { namespace };
			return { kind: 'object', id: objectKey(subject), apiVersion, kindName, ...where, name };
		}
	}
}
