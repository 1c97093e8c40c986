import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/defragmentation-running.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { everywhere, pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const page = (inflight: number | undefined) => pageOf({ etcd_disk_defrag_inflight: inflight });

describe('etcd/defragmentation-running', () => {
	it('is silent while none runs', () => {
		assert.equal(verdictOf(check, watchedFacts(page(0), page(0))).kind, 'passed');
	});

	it('informs of one, seen in either sample', () => {
		for (const facts of [watchedFacts(page(1), page(0)), watchedFacts(page(0), page(1)), watchedFacts(page(1))]) {
			const [finding, ...more] = findingsIn(check, facts);
			assert.deepEqual([finding?.severity, more.length], ['info', 0]);
			assert.match(finding?.message ?? '', /^m1 .* is being defragmented/);
		}
	});

	it('warns of several at once', () => {
		const severities = findingsIn(check, everywhere(page(1), page(1))).map(({ severity }) => severity);
		assert.deepEqual(severities, ['warning', 'warning', 'warning']);
	});

	it('does not know where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(page(undefined), page(undefined))).kind, 'unknown');
	});
});
