import type { Facts } from '../../core/facts.ts';
import type { Subject } from '../../core/finding.ts';
import type { MemberSummary } from '../../core/members.ts';
import { sizeOf } from '../../core/report/report-words.ts';
import { t } from '../../core/words.ts';
import { alarmsOf, memberInWords } from '../member-in-words.ts';
import type { SessionRun } from '../session.ts';

/** What the members told, as a text; findings that no file governs stand on its lines. */
export interface StatusDocument {
	readonly text: string;
	/** Zero-based; the line of the member, else that of the cluster. */
	lineOf(subject: Subject): number;
}

export function statusDocumentOf({ report, source, collected }: SessionRun): StatusDocument {
	const lines = [
		`# ${t('What the members of {0} told on {1}. Generated; nothing here can be edited.', source.name, new Date(report.takenAt).toISOString())}`,
		`cluster: ${quoted(report.cluster.name || source.name)}`,
		`id: ${quoted(report.cluster.id)}`,
		'members:',
	];
	const starts = new Map<string, number>();
	for (const member of report.members) {
		starts.set(member.endpoint, lines.length);
		starts.set(member.id, lines.length);
		lines.push(...memberLines(member, collected.facts));
	}
	return {
		text: `${lines.join('\n')}\n`,
		lineOf: subject =>
			subject.kind === 'member' ? (starts.get(subject.id ?? '') ?? starts.get(subject.endpoint) ?? 1) : 1,
	};
}

/** What is not known of a member is not there. */
function memberLines(member: MemberSummary, facts: Partial<Facts>): string[] {
	const { name, id, endpoint, version, dbSizeBytes } = member;
	const rows: readonly (readonly [string, string | undefined])[] = [
		['name', name || endpoint],
		['id', id],
		['endpoint', endpoint],
		['state', memberInWords(member, facts)[0]],
		['version', version],
		['database', dbSizeBytes === undefined ? undefined : sizeOf(member)],
		['alarms', alarmsOf(member, facts).join(', ')],
	];
	return rows
		.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== '')
		.map(([key, value], index) => `${index === 0 ? '  - ' : '    '}${key}: ${quoted(value)}`);
}

/** A name of a cluster is text, whatever it looks like. */
function quoted(text: string): string {
	return JSON.stringify(text);
}
