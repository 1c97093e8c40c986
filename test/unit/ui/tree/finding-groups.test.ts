import assert from 'node:assert/strict';
import { groupFindings } from '../../../../src/ui/tree/finding-groups.ts';
import { runOf } from '../run-of.ts';
import { each, statusOf } from '../../../support/facts.ts';

const MiB = 1024 * 1024;
const quotaBytes = 100 * MiB;
const full = {
	statuses: each(index => statusOf(index, { quotaBytes, dbSizeBytes: 99 * MiB, dbSizeInUseBytes: 98 * MiB })),
};
const half = {
	statuses: each(index => statusOf(index, { quotaBytes, dbSizeBytes: 85 * MiB, dbSizeInUseBytes: 84 * MiB })),
};
const runs = [runOf({ key: 'half', facts: half }), runOf({ key: 'full', facts: full })];

const ids = (groups: ReturnType<typeof groupFindings>) => groups.map(({ id }) => id);

describe('Findings in groups', () => {
	it('have the gravest first, whatever groups them', () => {
		assert.deepEqual(ids(groupFindings(runs, 'severity', 'quota-near-limit')), ['error', 'warning']);
		assert.deepEqual(ids(groupFindings(runs, 'cluster', 'quota-near-limit')), ['full', 'half']);
		assert.deepEqual(ids(groupFindings(runs, 'check', 'quota-near-limit')), ['etcd/quota-near-limit']);
	});

	it('leave none out without a filter', () => {
		for (const grouping of ['severity', 'cluster', 'check'] as const) {
			const count = groupFindings(runs, grouping, '').reduce((sum, { found }) => sum + found.length, 0);
			const all = runs
				.flatMap(({ report }) => report.verdicts)
				.flatMap(({ verdict }) => (verdict.kind === 'failed' ? verdict.findings : []));
			assert.equal(count, all.length);
		}
	});

	it('are those that have every word of the filter', () => {
		const found = groupFindings(runs, 'severity', 'FULL near-limit').flatMap(group => group.found);
		assert.equal(found.length, 3);
		assert.ok(found.every(({ run }) => run.source.name === 'full'));
		assert.deepEqual(groupFindings(runs, 'severity', 'full nothing-like-it'), []);
	});
});
