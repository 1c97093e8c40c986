import assert from 'node:assert/strict';
import { stateInWords, summaryInWords } from '../../../src/ui/words-of.ts';
import { each, silent, statusOf } from '../../support/facts.ts';
import { runOf } from './run-of.ts';

const refusals = [0, 1, 2].map(index => silent(index, 'etcd', 'The file does not tell it.', 'untold'));
const unseen = runOf({ key: 'unseen', facts: { statuses: refusals, memberLists: refusals } }).report;
const healthy = runOf({ key: 'healthy' }).report;
const full = runOf({
	key: 'full',
	facts: { statuses: each(i => statusOf(i, { quotaBytes: 100, dbSizeBytes: 99 })) },
}).report;

describe('A report in a few words', () => {
	it('is never well while not one member answered', () => {
		assert.match(summaryInWords(unseen), /^not one member answered, \d+ checks unknown$/);
		assert.match(stateInWords([healthy, unseen]), /unseen: not one member answered$/);
	});

	it('names what is unknown besides what was found', () => {
		const { verdicts } = full;
		const report = {
			...full,
			verdicts: [...verdicts, { check: 'x', verdict: { kind: 'unknown', missing: [], reason: '' } as const }],
		};
		const count = report.verdicts.filter(({ verdict }) => verdict.kind === 'unknown').length;
		assert.match(summaryInWords(report), new RegExp(`errors?.*, ${count} checks unknown$`));
	});

	it('counts by severity over all reports, and says nothing where there is none', () => {
		assert.match(stateInWords([full, healthy]), /^\d+ errors?/);
		assert.equal(stateInWords([]), '');
	});
});
