import { readCertificateFiles } from '../adapters/files/certificate-files.ts';
import { readWorkspace, type WorkspaceFiles } from '../adapters/files/workspace.ts';
import { configChecks } from '../checks/config/index.ts';
import { formats } from '../core/report/index.ts';
import { toLintText } from '../core/report/lint-text.ts';
import { certificatePathsOf, manifestSetOf, parseFile, type SourceFile } from '../manifest/index.ts';
import { lintParsed, type LintOptions, type LintRun } from './lint.ts';

export { targetVersion } from './target-version.ts';

/** The files below some paths, and what was left out. Throws `ExpectedError` for a path that is not there. */
export function readLintFiles(paths: readonly string[], signal: AbortSignal): Promise<WorkspaceFiles> {
	return readWorkspace(paths, signal);
}

/** Judges files, and with them the certificates that they name and that lie below the same paths. */
export async function lintFiles(
	files: readonly SourceFile[],
	paths: readonly string[],
	options: LintOptions,
	skipped: readonly string[],
	signal: AbortSignal,
): Promise<LintRun> {
	const parsed = files.map(file => parseFile(file));
	const certificateFiles = await readCertificateFiles(certificatePathsOf(manifestSetOf(parsed)), paths, signal);
	return lintParsed(parsed, { ...options, certificateFiles }, skipped);
}

/** `quorum` is the version of this program. */
export function renderLint({ report, facts }: LintRun, format: 'text' | 'json' | 'sarif', quorum: string): string {
	return format === 'text' ? toLintText(report) : formats[format]({ report, facts, checks: configChecks }, quorum);
}
