import assert from 'node:assert/strict';
import { runbook } from '../../../src/operations/runbook.ts';
import { conditionOf, planOf, stepOf } from '../../support/plans.ts';

describe('The runbook', () => {
	it('says of each step what is typed, what must hold, and how it is taken back', () => {
		const plan = planOf(
			[
				stepOf(1, {
					precheck: conditionOf(5),
					postcheck: conditionOf(6),
					doneWhen: conditionOf(7),
					undo: 'There is no way back.',
					canRepeat: false,
				}),
				stepOf(2, { action: { kind: 'manual', instructions: ['Edit `x`.'] }, command: 'echo ```' }),
			],
			{ notes: ['It frees 1 GiB.'], losses: ['Old revisions.'] },
		);
		const text = runbook(plan);
		for (const sentence of [
			'# Compact',
			'- Cluster: test',
			'- Cluster id: `cdf818194e3a8c32`',
			'- It frees 1 GiB.',
			'- Old revisions.',
			'### 1. Step 1',
			'```sh\netcdctl compact 1\n```',
			'- Left out when: revisions below 7 are compacted',
			'- Before: revisions below 5 are compacted',
			'- After: revisions below 6 are compacted',
			'- To take it back: There is no way back.',
			'- It must not be done twice.',
			'- Edit \\`x\\`.',
			'````sh\necho ```\n````',
		]) {
			assert.ok(text.includes(sentence), `${sentence}\n\n${text}`);
		}
		assert.ok(!text.includes('production'));
		assert.match(runbook(planOf([], { cluster: { name: 'a', id: 'b', isProduction: true } })), /production/);
	});

	it('shows what comes from a cluster literally', () => {
		const text = runbook(planOf([stepOf(1, { title: '<b>[x](command:evil)' })], { title: '# a\n## b' }));
		assert.ok(!text.includes('<b>') && !text.includes('[x](') && !text.includes('\n## b'));
	});
});
