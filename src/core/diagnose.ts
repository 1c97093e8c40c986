import { atOnce } from './at-once.ts';
import { isEnabled, paramsOf, pause, type Check, type CheckSettings } from './check.ts';
import type { Collected } from './collect.ts';
import type { FactName, Facts } from './facts.ts';
import { severities, type Finding, type Outcome, type Problem, type Severity, type Verdict } from './finding.ts';
import { clusterIdOf, summarizeMembers, type MemberSummary } from './members.ts';
import type { Permission } from './permission.ts';
import { t } from './words.ts';

export interface CheckVerdict {
	readonly check: string;
	readonly verdict: Verdict;
}

/** What a run came to. Everything that is shown, printed or exported is made of it. */
export interface Report {
	/** Milliseconds since 1970. */
	readonly takenAt: number;
	readonly cluster: { readonly id: string; readonly name: string };
	readonly members: readonly MemberSummary[];
	readonly verdicts: readonly CheckVerdict[];
	/** What the reader should know of the run itself, such as that TLS was not verified. */
	readonly notes: readonly string[];
	/** What the API server refused, and whom: what a role would have to grant. */
	readonly refused?: Refused;
}

export interface Refused {
	/** As roles name the user; missing where the API server does not tell. */
	readonly user?: string;
	readonly permissions: Partial<Record<FactName, Permission>>;
}

interface About {
	readonly name: string;
	readonly takenAt: number;
	readonly notes?: readonly string[];
}

/** Runs every enabled check whose facts are there; the others are unknown, with the reason. */
export function diagnose(
	checks: readonly Check[],
	collected: Collected,
	settings: CheckSettings,
	about: About,
): Report {
	return atOnce(diagnosing(checks, collected, settings, about));
}

/** The same in steps, the longest of which is one check: a cluster may have tens of thousands of objects. */
export function* diagnosing(
	checks: readonly Check[],
	collected: Collected,
	settings: CheckSettings,
	about: About,
): Generator<void, Report> {
	const { facts } = collected;
	const verdicts: CheckVerdict[] = [];
	for (const check of checks.filter(each => isEnabled(each, settings))) {
		verdicts.push({ check: check.id, verdict: yield* judging(check, collected, settings) });
		yield;
	}
	return {
		takenAt: about.takenAt,
		cluster: { id: clusterIdOf({ statuses: facts.statuses ?? [] }), name: about.name },
		members: summarizeMembers(facts),
		verdicts,
		notes: about.notes ?? [],
	};
}

/** The facts that the enabled checks read, and those that every report shows. */
export function factsNeeded(checks: readonly Check[], settings: CheckSettings): Set<FactName> {
	const shown: FactName[] = ['now', 'endpoints', 'statuses', 'memberLists'];
	return new Set([...shown, ...checks.filter(check => isEnabled(check, settings)).flatMap(check => check.needs)]);
}

function* judging(check: Check, { facts, gaps }: Collected, settings: CheckSettings): Generator<void, Verdict> {
	const missing = check.needs.filter(name => facts[name] === undefined);
	if (missing.length > 0) {
		const reasons = missing.map(name => gaps[name] ?? t('Not asked.'));
		return { kind: 'unknown', missing, reason: [...new Set(reasons)].join(' ') };
	}
	const outcomes: Outcome[] = [];
	// Every fact of `needs` is there: that is what was just looked at.
	for (const outcome of check.run(facts as Facts, paramsOf(check, settings))) {
		if (outcome !== pause) {
			outcomes.push(outcome);
		}
		yield;
	}
	return verdictOf(check, outcomes, settings.severity[check.id]);
}

function verdictOf(check: Check, outcomes: readonly Outcome[], override: Severity | 'off' | undefined): Verdict {
	const unknowns = outcomes.filter(outcome => 'unknown' in outcome);
	const findings = outcomes
		.filter(outcome => 'message' in outcome)
		.map(problem => findingOf(check, problem, override))
		.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
	const reason = [...new Set(unknowns.map(outcome => outcome.unknown))].join(' ');
	if (findings.length > 0) {
		return { kind: 'failed', findings, ...(reason !== '' && { reason }) };
	}
	if (unknowns.length > 0) {
		return { kind: 'unknown', missing: [...new Set(unknowns.flatMap(outcome => outcome.missing ?? []))], reason };
	}
	const notApplicable = outcomes.find(outcome => 'notApplicable' in outcome);
	return notApplicable ? { kind: 'notApplicable', reason: notApplicable.notApplicable } : { kind: 'passed' };
}

function findingOf(check: Check, problem: Problem, override: Severity | 'off' | undefined): Finding {
	const severity = override && override !== 'off' ? override : (problem.severity ?? check.severity);
	return { ...problem, check: check.id, severity, remedy: t(check.remedy) };
}

export function findingsOf(report: Report): Finding[] {
	return report.verdicts
		.flatMap(({ verdict }) => (verdict.kind === 'failed' ? verdict.findings : []))
		.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** Whether even one member answered anything, or the API server of its cluster: if none did, the run says why, and nothing else. */
export function isAnyReachable(report: Report): boolean {
	return (
		report.members.some(member => member.reachable) ||
		report.verdicts.some(({ check, verdict }) => check.startsWith('kubernetes/') && verdict.kind !== 'unknown')
	);
}
