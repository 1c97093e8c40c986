import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { findingsOf } from '../../src/core/diagnose.ts';
import type { Finding } from '../../src/core/finding.ts';
import { isEnvironment, isUnit } from '../../src/core/relevance.ts';
import { applyEdits, editsOf } from '../../src/manifest/index.ts';
import { fuzzRuns } from '../support/fuzz-runs.ts';
import { findings, fixturesOf, lintText } from '../unit/config/lint-of.ts';

const fixtures = [...fixturesOf('config').values(), ...fixturesOf('config-silent').values()];
const words = [
	'etcd',
	'local',
	'name',
	'value',
	'extraArgs',
	'constructor',
	'__proto__',
	'kind',
	'apiVersion',
	'external',
];
const pieces = [
	'\n',
	' ',
	'  ',
	': ',
	'- ',
	'{',
	'}',
	'[',
	']',
	'"',
	"'",
	'|\n',
	'&a ',
	'*a',
	'<<: ',
	'#',
	'# c\n',
	'---\n',
	'x',
	'1',
	', ',
	'𝔞',
];

const edit = fc.record({
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	remove: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(60)),
	insert: fc.oneof(
		fc.constantFrom(...pieces),
		fc.constantFrom(...words),
		fc.constantFrom(...fixtures).map(text => text.slice(0, 200)),
	),
});

const mutated = fc
	.tuple(
		fc.constantFrom(...fixtures),
		fc.array(edit, { maxLength: 4 }),
		fc.constantFrom('\n', '\r\n'),
		fc.constantFrom('', '\uFEFF'),
	)
	.map(([text, edits, eol, mark]) => {
		const changed = edits.reduce((whole, { at, remove, insert }) => {
			const offset = Math.floor(at * whole.length);
			return whole.slice(0, offset) + insert + whole.slice(offset + remove);
		}, text);
		return mark + changed.replaceAll('\n', eol);
	});

describe('files that are being edited, judged and mended', () => {
	it('never throw; every finding has a place, and every fix removes its own', () => {
		fc.assert(fc.property(mutated, judge), fuzzRuns(100_000));
	}).timeout(3_600_000);
});

function judge(text: string): void {
	const { report, set } = lintText(text);
	const [file] = set.files;
	for (const finding of findingsOf(report)) {
		const { location } = finding;
		assert.ok(location, finding.check);
		const { line, column, endLine, endColumn } = location;
		assert.ok(line >= 1 && column >= 1 && (endLine > line || (endLine === line && endColumn >= column)), finding.check);
		assert.ok(endLine <= text.split(/\r\n|\r|\n/).length, finding.check);
		const edits = finding.fix && file && editsOf(finding.fix, file);
		if (edits) {
			proveFix(text, applyEdits(text, edits), finding);
		}
	}
}

/** Looked at here in another way than the code does. */
function proveFix(before: string, after: string, finding: Finding): void {
	const what = `${finding.check}: ${finding.fix?.title}\n${after}`;
	if (isUnit(before) || isEnvironment(before)) {
		assert.deepEqual(commentLinesOf(after), commentLinesOf(before), `loses a comment: ${what}`);
	} else {
		assert.ok(errorsIn(after) <= errorsIn(before), `breaks the YAML: ${what}`);
	}
	const same = (text: string) =>
		findings(text).filter(({ check, message }) => check === finding.check && message === finding.message).length;
	// Of equal keys the last counts: without it the one before does, which may be as wrong.
	const isTwice = findings(before).some(({ check }) => check === 'config/duplicate-key');
	const most = same(before) - (isTwice ? 0 : 1);
	assert.ok(same(after) <= most, `leaves the finding: ${what}`);
}

function commentLinesOf(text: string): string[] {
	return text.split(/\r\n|\r|\n/).filter(line => /^[ \t]*[#;]/.test(line));
}

function errorsIn(text: string): number {
	const documents = parseAllDocuments(text, { uniqueKeys: false, strict: false, logLevel: 'silent' });
	return Array.isArray(documents) ? documents.flatMap(document => document.errors).length : 0;
}
