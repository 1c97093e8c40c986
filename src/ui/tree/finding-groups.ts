import { findingsOf } from '../../core/diagnose.ts';
import { severities, type Finding } from '../../core/finding.ts';
import { groupTitle } from '../../core/report/report-words.ts';
import type { SessionRun } from '../session.ts';

export const groupings = ['severity', 'cluster', 'check'] as const;
export type Grouping = (typeof groupings)[number];

/** A finding and the run it is of. */
export interface Found {
	readonly run: SessionRun;
	readonly finding: Finding;
}

export interface FindingGroup {
	readonly id: string;
	readonly label: string;
	readonly found: readonly Found[];
}

export function foundIn(runs: readonly SessionRun[]): Found[] {
	return runs.flatMap(run => findingsOf(run.report).map(finding => ({ run, finding })));
}

/** Groups in the order of their gravest finding; a filter keeps what has all its words somewhere in message, check or cluster. */
export function groupFindings(runs: readonly SessionRun[], grouping: Grouping, filter: string): FindingGroup[] {
	const words = filter.toLowerCase().split(/\s+/);
	const found = foundIn(runs)
		.filter(each => words.every(word => textOf(each).includes(word)))
		.sort((a, b) => severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity));
	const groups = Map.groupBy(found, each => groupOf(each, grouping));
	return [...groups].map(([id, members]) => ({ id, label: labelOf(id, members, grouping), found: members }));
}

function textOf({ run, finding }: Found): string {
	return `${finding.message} ${finding.check} ${run.source.name} ${finding.severity}`.toLowerCase();
}

function groupOf({ run, finding }: Found, grouping: Grouping): string {
	return { severity: finding.severity, cluster: run.source.key, check: finding.check }[grouping];
}

function labelOf(id: string, [first]: readonly Found[], grouping: Grouping): string {
	if (!first || grouping === 'check') {
		return id;
	}
	return grouping === 'severity' ? groupTitle(first.finding.severity) : first.run.source.name;
}
