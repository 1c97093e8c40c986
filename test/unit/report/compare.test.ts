import assert from 'node:assert/strict';
import { compare, comparisonToMarkdown } from '../../../src/core/report/compare.ts';
import type { Report } from '../../../src/core/diagnose.ts';
import type { Finding, Verdict } from '../../../src/core/finding.ts';

function reportOf(takenAt: number, ...verdicts: readonly (readonly [string, Verdict])[]): Report {
	return {
		takenAt,
		cluster: { id: 'c1', name: 'prod' },
		members: [],
		notes: [],
		verdicts: verdicts.map(([check, verdict]) => ({ check, verdict })),
	};
}

function failed(check: string, ...findings: readonly Partial<Finding>[]): readonly [string, Verdict] {
	const whole = findings.map(finding => ({
		check,
		message: 'm',
		remedy: 'r',
		severity: 'warning' as const,
		subject: { kind: 'cluster' as const },
		...finding,
	}));
	return [check, { kind: 'failed', findings: whole }];
}

const m1 = { subject: { kind: 'member', id: '1', endpoint: 'http://a:1' } } as const;
const m2 = { subject: { kind: 'member', id: '2', endpoint: 'http://b:1' } } as const;
const passed: Verdict = { kind: 'passed' };
const unknown: Verdict = { kind: 'unknown', missing: [], reason: 'why' };

describe('comparing two runs', () => {
	it('tells new, gone and still apart by check and subject, not by words', () => {
		const before = reportOf(1, failed('a/a', { ...m1, message: '81 %' }, m2), failed('a/b', {}));
		const after = reportOf(
			2,
			failed('a/a', { ...m1, message: '92 %', severity: 'error' }),
			['a/b', passed],
			failed('a/c', {}),
		);
		const result = compare(before, after);
		assert.deepEqual(
			result.appeared.map(each => each.check),
			['a/c'],
		);
		assert.deepEqual(
			result.gone.map(each => [each.check, each.subject]),
			[
				['a/a', m2.subject],
				['a/b', { kind: 'cluster' }],
			],
		);
		assert.deepEqual(
			result.still.map(({ before, now }) => [before.message, now.message]),
			[['81 %', '92 %']],
		);
		const text = comparisonToMarkdown(before, after);
		assert.match(text, /1 new, 2 gone, 1 still there/);
		assert.match(text, /it was: warning/);
		assert.match(text, /Before: 81 %/);
	});

	it('does not call gone what nobody looked at', () => {
		const before = reportOf(1, failed('a/a', m1), failed('a/b', m1), ['a/c', passed], failed('a/d', m1));
		const partly: Verdict = { kind: 'failed', findings: [], reason: 'm1 did not answer' };
		const after = reportOf(2, ['a/a', unknown], ['a/b', partly], ['a/c', unknown]);
		const result = compare(before, after);
		assert.deepEqual(result.gone, []);
		assert.deepEqual(
			result.outOfSight.map(each => each.check),
			['a/a', 'a/b', 'a/d'],
		);
		assert.deepEqual(
			result.newlyUnknown.map(each => each.check),
			['a/a', 'a/c'],
		);
	});

	it('counts two findings of one check and subject as two', () => {
		const result = compare(reportOf(1, failed('a/a', m1)), reportOf(2, failed('a/a', m1, m1)));
		assert.equal(result.still.length, 1);
		assert.equal(result.appeared.length, 1);
	});

	it('warns when the clusters differ', () => {
		const other = { ...reportOf(2), cluster: { id: 'c2', name: 'prod' } };
		assert.match(comparisonToMarkdown(reportOf(1), other), /different clusters/);
		assert.doesNotMatch(comparisonToMarkdown(reportOf(1), reportOf(2)), /different clusters/);
	});
});
