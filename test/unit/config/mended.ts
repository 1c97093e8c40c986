import assert from 'node:assert/strict';
import { findingsOf } from '../../../src/core/diagnose.ts';
import type { Targets } from '../../../src/core/facts.ts';
import { applyEdits, editsOf } from '../../../src/manifest/index.ts';
import { lintText } from './lint-of.ts';

/** A text after the fix of the first finding of a check, which must be gone then; `undefined` where it offers none. */
export function mended(text: string, check: string, targets: Targets = {}): string | undefined {
	const { report, set } = lintText(text, targets);
	const found = findingsOf(report).filter(each => each.check === `config/${check}`);
	const [file] = set.files;
	const [finding] = found;
	assert.ok(file && finding, `${check} finds nothing`);
	const edits = finding.fix && editsOf(finding.fix, file);
	if (!edits) {
		return undefined;
	}
	const after = applyEdits(text, edits);
	const left = findingsOf(lintText(after, targets).report).filter(
		each => each.check === finding.check && each.message === finding.message,
	);
	assert.ok(left.length < found.filter(({ message }) => message === finding.message).length, `${check} is left`);
	return after;
}
