import { findingsOf, type Report } from '../diagnose.ts';
import type { Finding } from '../finding.ts';
import { t } from '../words.ts';
import { code, documentOf, literal } from './markdown-text.ts';
import { subjectKey } from './subject.ts';
import { severityWord } from './report-words.ts';

/** What changed between two runs. */
export interface Comparison {
	readonly appeared: readonly Finding[];
	readonly gone: readonly Finding[];
	readonly still: readonly { readonly before: Finding; readonly now: Finding }[];
	/** Found before; this time the check could not look, or not everywhere, so nobody can say that they are gone. */
	readonly outOfSight: readonly Finding[];
	/** Judged before, and not this time. */
	readonly newlyUnknown: readonly { readonly check: string; readonly reason: string }[];
}

/** A finding is the same as one before when check and subject are; the words may differ, as figures do. */
export function compare(previous: Report, current: Report): Comparison {
	const before = Map.groupBy(findingsOf(previous), keyOf);
	const appeared: Finding[] = [];
	const still: { before: Finding; now: Finding }[] = [];
	for (const now of findingsOf(current)) {
		const earlier = before.get(keyOf(now))?.shift();
		if (earlier) {
			still.push({ before: earlier, now });
		} else {
			appeared.push(now);
		}
	}
	const left = [...before.values()].flat();
	return {
		appeared,
		gone: left.filter(finding => hasLookedAgain(finding, current)),
		still,
		outOfSight: left.filter(finding => !hasLookedAgain(finding, current)),
		newlyUnknown: newlyUnknown(previous, current),
	};
}

function keyOf({ check, subject }: Finding): string {
	return `${check} ${subjectKey(subject)}`;
}

/** Whether the check gave a whole verdict this time. A check that was not run has not looked either. */
function hasLookedAgain({ check }: Finding, current: Report): boolean {
	const verdict = current.verdicts.find(each => each.check === check)?.verdict;
	switch (verdict?.kind) {
		case 'passed':
		case 'notApplicable':
			return true;
		case 'failed':
			return verdict.reason === undefined;
		default:
			return false;
	}
}

function newlyUnknown(previous: Report, current: Report): Comparison['newlyUnknown'] {
	const known = new Set(
		previous.verdicts.filter(({ verdict }) => verdict.kind !== 'unknown').map(({ check }) => check),
	);
	return current.verdicts.flatMap(({ check, verdict }) =>
		verdict.kind === 'unknown' && known.has(check) ? [{ check, reason: verdict.reason }] : [],
	);
}

/** The comparison as a document. */
export function comparisonToMarkdown(previous: Report, current: Report): string {
	const { appeared, gone, still, outOfSight, newlyUnknown: unknown } = compare(previous, current);
	const name = literal(current.cluster.name || current.cluster.id || '?');
	return documentOf([
		[`# ${t('etcd cluster {0}: what changed', name)}`],
		[t('From {0} to {1}.', timeOf(previous), timeOf(current))],
		sameCluster(previous, current) ? [] : [`> ⚠ ${t('The two runs looked at different clusters.')}`],
		[t('{0} new, {1} gone, {2} still there.', appeared.length, gone.length, still.length)],
		...section(t('New'), appeared.map(findingLine)),
		...section(t('Gone'), gone.map(findingLine)),
		...section(
			t('Still there'),
			still.map(({ before, now }) => findingLine(now) + changeOf(before, now)),
		),
		...section(t('Found before, not looked at this time'), outOfSight.map(findingLine)),
		...section(
			t('Not known any more'),
			unknown.map(({ check, reason }) => `- ${code(check)}: ${literal(reason)}`),
		),
	]);
}

function timeOf({ takenAt }: Report): string {
	return new Date(takenAt).toISOString();
}

function sameCluster(a: Report, b: Report): boolean {
	return a.cluster.id === b.cluster.id || a.cluster.id === '' || b.cluster.id === '';
}

function section(title: string, lines: readonly string[]): string[][] {
	return lines.length === 0 ? [] : [[`## ${title}`], [...lines]];
}

function findingLine({ severity, message, check }: Finding): string {
	return `- **${severityWord(severity)}** ${literal(message)} ${code(check)}`;
}

function changeOf(before: Finding, now: Finding): string {
	const severity = before.severity === now.severity ? '' : ` (${t('it was: {0}', severityWord(before.severity))})`;
	return before.message === now.message ? severity : `${severity}\\\n  ${t('Before: {0}', literal(before.message))}`;
}
