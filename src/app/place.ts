import type { CheckVerdict, Report } from '../core/diagnose.ts';
import type { ComponentSpec } from '../core/facts.ts';
import type { Anchor, Finding, Subject, Verdict } from '../core/finding.ts';
import { fieldAnchorIn } from '../core/kubernetes-problem.ts';
import { t } from '../core/words.ts';
import {
	locate,
	locationOf,
	problemsOf,
	suppressionOf,
	type FileProblem,
	type ManifestSet,
	type Place,
} from '../manifest/index.ts';

/** What the files of a workspace say of a cluster, and what of them could not be understood. */
export interface Workspace {
	readonly set: ManifestSet;
	readonly specs: readonly ComponentSpec[];
	/** For the report: sentences on files that were left out or are broken. */
	readonly notes: readonly string[];
}

/** Files that were understood already; what is no YAML is found by a check. */
export function lintedWorkspace(set: ManifestSet, skipped: readonly string[]): Workspace {
	const problems = problemsOf(set).filter(({ kind }) => kind !== 'invalid');
	return { set, specs: [], notes: [...notesOf(problems), ...fewOf(skipped)] };
}

/** The report as it reads beside these files: its findings in their places, and what could not be understood. */
export function placeInWorkspace(report: Report, { set, notes }: Workspace): Report {
	return { ...placeFindings(report, set), notes: [...report.notes, ...notes] };
}

/**
 * Gives every finding its place in the files as they are now, and takes out those that a comment there suppresses. Of a
 * report that was placed before it finds the places anew.
 */
export function placeFindings(report: Report, set: ManifestSet): Report {
	return { ...report, verdicts: report.verdicts.map(verdict => placeVerdict(verdict, set)) };
}

function placeVerdict({ check, verdict }: CheckVerdict, set: ManifestSet): CheckVerdict {
	if (verdict.kind !== 'failed') {
		return { check, verdict };
	}
	const placed = verdict.findings.map(finding => placeFinding(finding, set));
	const comments = [...new Set(placed.flatMap(each => each.suppressedAt ?? []))];
	const findings = placed.filter(each => each.suppressedAt === undefined).map(each => each.finding);
	return {
		check,
		verdict: comments.length > 0 ? withFewer(verdict.reason, findings, comments) : { ...verdict, findings },
	};
}

/** What could not be seen besides remains unknown, whatever is suppressed. */
function withFewer(unseen: string | undefined, findings: readonly Finding[], comments: readonly string[]): Verdict {
	const suppressed = t('Suppressed by a comment in {0}.', comments.join(', '));
	const reason = unseen === undefined ? suppressed : `${unseen} ${suppressed}`;
	if (findings.length > 0) {
		return { kind: 'failed', findings, reason };
	}
	return unseen === undefined ? { kind: 'notApplicable', reason } : { kind: 'unknown', missing: [], reason };
}

/** Findings of an earlier text in this one: what it suppresses is left out. */
export function placeAnew(findings: readonly Finding[], set: ManifestSet): Finding[] {
	return findings
		.map(finding => placeFinding(finding, set))
		.filter(({ suppressedAt }) => suppressedAt === undefined)
		.map(({ finding }) => finding);
}

function placeFinding(
	placed: Finding,
	set: ManifestSet,
): { readonly finding: Finding; readonly suppressedAt?: string } {
	const { location: _former, ...finding } = placed;
	const place = placeOf(finding, set);
	if (place === undefined) {
		return { finding };
	}
	const line = suppressionOf(finding.check, place, set, finding.message);
	return {
		finding: { ...finding, location: locationOf(place, set) },
		...(line !== undefined && { suppressedAt: `${place.path}:${line}` }),
	};
}

/** Where the problem is mended; else where what it befalls begins: a file, or an object that a file describes. */
function placeOf({ anchor, subject }: Finding, set: ManifestSet): Place | undefined {
	const anchors = [anchor, headOf(subject)].filter(each => each !== undefined);
	return anchors.map(each => locate(each, set)).find(place => place !== undefined);
}

function headOf(subject: Subject): Anchor | undefined {
	switch (subject.kind) {
		case 'file':
			return { kind: 'field', document: subject.document, path: ['kind'], part: 'key' };
		case 'object':
			return fieldAnchorIn(subject, 'metadata', 'name');
		default:
			return undefined;
	}
}

export function notesOf(problems: readonly FileProblem[]): string[] {
	const templates = problems.filter(problem => problem.kind === 'template').map(problem => problem.path);
	const others = problems.filter(problem => problem.kind !== 'template').map(noteOf);
	const left = templates.length > 0 ? [t('Left out, for they are templates: {0}.', fewOf(templates).join(', '))] : [];
	return [...left, ...fewOf(others)];
}

function noteOf({ path, kind, line, reason }: FileProblem): string {
	return kind === 'invalid'
		? t('{0} is not valid YAML; what could be read of it counts.', `${path}:${line ?? 1}`)
		: t('{0} was not understood: {1}', path, reason ?? '');
}

/** A folder may hold hundreds of them; three show what is the matter. */
export function fewOf(sentences: readonly string[]): string[] {
	const few = sentences.slice(0, 3);
	const rest = sentences.length - few.length;
	return rest > 0 ? [...few, t('{0} more', rest)] : few;
}
