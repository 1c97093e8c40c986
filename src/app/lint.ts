import { configChecks } from '../checks/config/index.ts';
import type { CheckSettings } from '../core/check.ts';
import { diagnose, findingsOf, type Report } from '../core/diagnose.ts';
import type { CertificateFile, Facts, Targets } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import type { TextEdit } from '../core/fix.ts';
import { t } from '../core/words.ts';
import {
	applyEdits,
	configDocumentsOf,
	editsOf,
	manifestSetOf,
	parseFile,
	type ManifestSet,
	type ParsedFile,
	type SourceFile,
} from '../manifest/index.ts';
import { lintedWorkspace, placeInWorkspace } from './place.ts';

export interface LintOptions {
	readonly settings: CheckSettings;
	/** For files that do not say their versions themselves. */
	readonly targets: Targets;
	/** When it is. */
	readonly now: number;
	/** What was read of certificates beside the files; missing where nobody looked. */
	readonly certificateFiles?: readonly CertificateFile[];
}

/** What a run over files came to. */
export interface LintRun {
	readonly report: Report;
	readonly facts: Partial<Facts>;
	readonly set: ManifestSet;
}

/** Judges files by what is in them, asking nobody. Findings carry their places; suppressed ones are left out. */
export function lint(files: readonly SourceFile[], options: LintOptions, skipped: readonly string[] = []): LintRun {
	return lintParsed(
		files.map(file => parseFile(file)),
		options,
		skipped,
	);
}

/** The same for files that were understood before: what did not change need not be parsed again. */
export function lintParsed(
	files: readonly ParsedFile[],
	options: LintOptions,
	skipped: readonly string[] = [],
): LintRun {
	const set = manifestSetOf(files);
	const { targets, now, certificateFiles } = options;
	const facts = { documents: configDocumentsOf(set), targets, now, ...(certificateFiles && { certificateFiles }) };
	const isNothing = !facts.documents.some(({ kind }) => !/^(?:other\/|empty$)/.test(kind));
	const notes = isNothing ? [t('No file that configures a control plane is among them.')] : [];
	const about = { name: '', takenAt: options.now, notes };
	const report = diagnose(configChecks, { facts, gaps: {} }, options.settings, about);
	return { report: placeInWorkspace(report, lintedWorkspace(set, skipped)), facts, set };
}

/** Fixes may make way for others; a file that still changes after these many rounds is left as it is then. */
const mostRounds = 10;

/** The text with every fix applied that can be; the same text when there is none. */
export function fixFile(file: SourceFile, options: LintOptions): { readonly text: string; readonly fixed: number } {
	let text = file.text;
	let fixed = 0;
	for (let round = 0; round < mostRounds; round++) {
		const { report, set } = lint([{ ...file, text }], options);
		const [parsed] = set.files;
		const chosen = parsed ? chooseFixes(findingsOf(report), parsed) : [];
		if (chosen.length === 0) {
			break;
		}
		fixed += chosen.length;
		text = applyEdits(
			text,
			chosen.flat().toSorted((a, b) => a.start - b.start),
		);
	}
	return { text, fixed };
}

/** Those that do not touch one another, in the order of the findings. */
function chooseFixes(findings: readonly Finding[], file: ParsedFile): (readonly TextEdit[])[] {
	const chosen: (readonly TextEdit[])[] = [];
	for (const { fix } of findings) {
		const edits = fix && editsOf(fix, file);
		const taken = chosen.flat();
		if (edits && !edits.some(edit => taken.some(other => edit.start <= other.end && other.start <= edit.end))) {
			chosen.push(edits);
		}
	}
	return chosen;
}
