import { readWorkspace, type WorkspaceFiles } from '../adapters/files/workspace.ts';
import { configChecks } from '../checks/config/index.ts';
import { ExpectedError } from '../core/errors.ts';
import { formats } from '../core/report/index.ts';
import { toLintText } from '../core/report/lint-text.ts';
import { t } from '../core/words.ts';
import type { LintRun } from './lint.ts';

/** A version as a user gives it: `1.36`, `v1.36.2`. */
export function targetVersion(text: string | undefined): string | undefined {
	if (text !== undefined && !/^v?\d+\.\d+(?:\.\d+)?(?:[-+][\w.+-]+)?$/.test(text)) {
		throw new ExpectedError(t('A version reads like 1.36 or v1.36.2, not "{0}".', text));
	}
	return text?.replace(/^v/, '');
}

/** The files below some paths, and what was left out. Throws `ExpectedError` for a path that is not there. */
export function readLintFiles(paths: readonly string[], signal: AbortSignal): Promise<WorkspaceFiles> {
	return readWorkspace(paths, signal);
}

/** `quorum` is the version of this program. */
export function renderLint({ report, facts }: LintRun, format: 'text' | 'json' | 'sarif', quorum: string): string {
	return format === 'text' ? toLintText(report) : formats[format]({ report, facts, checks: configChecks }, quorum);
}
