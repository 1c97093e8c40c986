import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/learner-promotion-failing.ts';
import {
	each,
	except,
	factsOf,
	findingsIn,
	memberListOf,
	memberOf,
	silent,
	verdictOf,
} from '../../../support/facts.ts';
import { labelled, pageOf, watchedFacts } from '../../../support/metrics-page.ts';

const withLearner = {
	memberLists: each(() => memberListOf({ members: [memberOf(0), memberOf(1), memberOf(2, { isLearner: true })] })),
};
const page = (count: number) =>
	pageOf({}, [labelled('etcd_server_learner_promote_failures', { Reason: 'learner not ready' }, count)]);

describe('etcd/learner-promotion-failing', () => {
	it('is silent until a promotion fails', () => {
		assert.equal(verdictOf(check, watchedFacts(pageOf(), pageOf(), withLearner)).kind, 'passed');
	});

	it('counts since the process started and gives the reason', () => {
		for (const facts of [watchedFacts(page(2), page(2), withLearner), watchedFacts(page(2), undefined, withLearner)]) {
			const [finding] = findingsIn(check, facts);
			assert.match(
				finding?.message ?? '',
				/^m1 .* failed 2 times since its process started 24 h ago: learner not ready/,
			);
		}
	});

	it('forgets it when there is no learner any more', () => {
		assert.equal(verdictOf(check, watchedFacts(page(2), page(2))).kind, 'notApplicable');
	});

	it('does not know of a member that did not answer', () => {
		const { metrics } = watchedFacts(pageOf(), pageOf());
		assert.equal(verdictOf(check, factsOf({ ...withLearner, metrics: except(metrics, 0, silent(0)) })).kind, 'unknown');
	});
});
