import assert from 'node:assert/strict';
import { check, defaultSettings, pause, type Check } from '../../../src/core/check.ts';
import { collect } from '../../../src/core/collect.ts';
import { diagnose, diagnosing, factsNeeded, findingsOf } from '../../../src/core/diagnose.ts';
import { ExpectedError } from '../../../src/core/errors.ts';
import type { Outcome } from '../../../src/core/finding.ts';
import { factsOf } from '../../support/facts.ts';

function checkThatSays(...outcomes: readonly Outcome[]): Check {
	return check({
		id: 'etcd/example',
		title: 'An example',
		remedy: 'Do something.',
		severity: 'warning',
		needs: ['statuses'],
		params: { limit: { default: 3, unit: 'count', description: 'A limit.', source: 'the test' } },
		*run(_facts, { limit }) {
			yield* outcomes.map(each => ('message' in each ? { ...each, message: `${each.message} ${limit}` } : each));
		},
	});
}

const problem = { message: 'wrong', subject: { kind: 'cluster' } } as const;
const about = { name: 'test', takenAt: 0 };

function verdictOf(example: Check, settings = defaultSettings) {
	return diagnose([example], { facts: factsOf(), gaps: {} }, settings, about).verdicts[0]?.verdict;
}

describe('diagnose', () => {
	it('passes a check that says nothing', () => {
		assert.deepEqual(verdictOf(checkThatSays()), { kind: 'passed' });
	});

	it('fails a check that saw a problem, and keeps what it could not see', () => {
		const verdict = verdictOf(checkThatSays({ unknown: 'm1 is silent.' }, problem));
		assert.equal(verdict?.kind, 'failed');
		assert.equal(verdict.kind === 'failed' && verdict.reason, 'm1 is silent.');
	});

	it('never passes a check that could not look', () => {
		assert.equal(verdictOf(checkThatSays({ unknown: 'm1 is silent.' }, { notApplicable: 'x' }))?.kind, 'unknown');
		assert.equal(verdictOf(checkThatSays({ notApplicable: 'not here' }))?.kind, 'notApplicable');
	});

	it('does not run a check whose fact is missing, and says why it is', () => {
		const { statuses: _, ...facts } = factsOf();
		const report = diagnose([checkThatSays(problem)], { facts, gaps: { statuses: 'No way.' } }, defaultSettings, about);
		assert.deepEqual(report.verdicts[0]?.verdict, { kind: 'unknown', missing: ['statuses'], reason: 'No way.' });
	});

	it('takes severities and parameters from the settings', () => {
		const settings = { severity: { 'etcd/example': 'error' }, params: { 'etcd/example.limit': 7 } } as const;
		const verdict = verdictOf(checkThatSays({ ...problem, severity: 'info' }), settings);
		assert.deepEqual(verdict?.kind === 'failed' && verdict.findings.map(each => [each.severity, each.message]), [
			['error', 'wrong 7'],
		]);
	});

	it('can be interrupted after each check, and within one that pauses, which says nothing by it', () => {
		const pausing = check({
			...checkThatSays(),
			needs: ['statuses'],
			params: {},
			*run() {
				yield pause;
				yield problem;
				yield pause;
			},
		});
		const steps = [...diagnosing([pausing, checkThatSays()], { facts: factsOf(), gaps: {} }, defaultSettings, about)];
		assert.equal(steps.length, 5);
		const verdict = verdictOf(pausing);
		assert.equal(verdict?.kind === 'failed' && verdict.findings.length, 1);
	});

	it('leaves out a check that is switched off, and the questions only it asks', () => {
		const off = { severity: { 'etcd/example': 'off' }, params: {} } as const;
		assert.equal(verdictOf(checkThatSays(problem), off), undefined);
		const hashing = { ...checkThatSays(), needs: ['hashes'] as const };
		assert.ok(factsNeeded([hashing], defaultSettings).has('hashes'));
		assert.ok(!factsNeeded([hashing], off).has('hashes'));
	});

	it('lists findings with the gravest first', () => {
		const report = diagnose(
			[checkThatSays({ ...problem, severity: 'info' }, { ...problem, severity: 'error' }, problem)],
			{ facts: factsOf(), gaps: {} },
			defaultSettings,
			about,
		);
		assert.deepEqual(
			findingsOf(report).map(each => each.severity),
			['error', 'warning', 'info'],
		);
	});
});

describe('collect', () => {
	const { signal } = new AbortController();

	it('keeps the other answers when one question fails', async () => {
		const bugs: unknown[] = [];
		const { facts, gaps } = await collect(
			{
				now: async () => 5,
				endpoints: async () => {
					throw new ExpectedError('Nobody told.');
				},
				statuses: async () => {
					throw new TypeError('oops');
				},
			},
			['now', 'endpoints', 'statuses', 'alarms'],
			signal,
			(_fact, error) => bugs.push(error),
		);
		assert.equal(facts.now, 5);
		assert.equal(gaps.endpoints, 'Nobody told.');
		assert.match(gaps.alarms ?? '', /does not tell/);
		assert.equal(bugs.length, 1, 'only what was not foreseen is a bug');
	});
});
