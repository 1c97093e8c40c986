import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/requests-failing.ts';
import { findingsIn, verdictOf } from '../../../support/facts.ts';
import { handled, pageOf, restarted, watchedFacts } from '../../../support/metrics-page.ts';

const page = (fine: number, bad: number, code = 'Unavailable', values = {}) =>
	pageOf(values, [handled('OK', fine), handled(code, bad)]);

describe('etcd/requests-failing', () => {
	it('is silent while fewer than one in a hundred fail, and about two', () => {
		assert.equal(verdictOf(check, watchedFacts(page(5, 500), page(1000, 509))).kind, 'passed');
		assert.equal(verdictOf(check, watchedFacts(page(0, 0), page(30, 2))).kind, 'passed');
	});

	it('warns above 1 %, is an error above 5 %, and gives the codes', () => {
		const [warning] = findingsIn(check, watchedFacts(page(0, 7), page(970, 37)));
		assert.equal(warning?.severity, 'warning');
		assert.match(warning.message, /^m1 .* 30 of 1000 requests failed in 10 s \(Range Unavailable 30\)/);
		assert.equal(findingsIn(check, watchedFacts(page(0, 7), page(90, 17)))[0]?.severity, 'error');
	});

	it('does not count what a client does wrong, nor streams that end', () => {
		assert.equal(verdictOf(check, watchedFacts(page(0, 0), page(50, 50, 'InvalidArgument'))).kind, 'passed');
		const streams = (count: number) =>
			pageOf({}, [handled('OK', 5), handled('Unavailable', count, 'Watch', 'bidi_stream')]);
		assert.equal(verdictOf(check, watchedFacts(streams(0), streams(90))).kind, 'passed');
	});

	it('excuses learners and members without a leader', () => {
		for (const values of [{ etcd_server_is_learner: 1 }, { etcd_server_has_leader: 0 }]) {
			assert.equal(
				verdictOf(check, watchedFacts(page(0, 0), page(9, 50, 'Unavailable', values))).kind,
				'notApplicable',
			);
		}
	});

	it('does not know from few requests, one sample, a restart, or where it is not told', () => {
		assert.equal(verdictOf(check, watchedFacts(page(0, 0), page(9, 5))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(9, 50))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts(page(0, 0), page(9, 50, 'Unavailable', restarted))).kind, 'unknown');
		assert.equal(verdictOf(check, watchedFacts([], [])).kind, 'unknown');
	});
});
