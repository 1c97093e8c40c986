import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lintFiles, readLintFiles } from '../../../src/app/lint-files.ts';
import { lint, type LintRun } from '../../../src/app/lint.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { findingsOf } from '../../../src/core/diagnose.ts';
import type { Targets } from '../../../src/core/facts.ts';
import type { Finding } from '../../../src/core/finding.ts';
import type { SourceFile } from '../../../src/manifest/index.ts';

export const options = { settings: defaultSettings, targets: {}, now: 0 };

export function lintText(text: string, targets: Targets = {}): LintRun {
	return lint([{ path: 'f.yaml', text }], { ...options, targets });
}

export function findings(text: string, targets: Targets = {}): Finding[] {
	return findingsOf(lintText(text, targets).report);
}

/** The texts of a folder of fixtures, by file name. */
export function fixturesOf(folder: string): ReadonlyMap<string, string> {
	const root = new URL(`../../fixtures/${folder}/`, import.meta.url);
	return new Map(readdirSync(root).map(name => [name, readFileSync(new URL(name, root), 'utf8')]));
}

/** The folders of fixtures whose files are judged together. */
export function workspacesOf(folder: string): string[] {
	return readdirSync(new URL(`../../fixtures/${folder}/`, import.meta.url));
}

/** All files below one of them, as `quorum lint FOLDER` takes them, on a day when its certificates are of age. */
export async function lintWorkspace(
	folder: string,
	name: string,
): Promise<LintRun & { readonly files: readonly SourceFile[] }> {
	const path = fileURLToPath(new URL(`../../fixtures/${folder}/${name}`, import.meta.url));
	const { signal } = new AbortController();
	const { files, skipped } = await readLintFiles([path], signal);
	const now = Date.parse('2027-06-01T00:00:00Z');
	return { ...(await lintFiles(files, [path], { ...options, now }, skipped, signal)), files };
}
