import { readdirSync, readFileSync } from 'node:fs';
import { lint, type LintRun } from '../../../src/app/lint.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { findingsOf } from '../../../src/core/diagnose.ts';
import type { Targets } from '../../../src/core/facts.ts';
import type { Finding } from '../../../src/core/finding.ts';

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
