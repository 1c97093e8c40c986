import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/read-fails.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import { each, except, factsOf, findingsIn, silent, statusOf, verdictOf } from '../../../support/facts.ts';

const fine = each(() => ({ tookMs: 3 }));
const late = silent(1, 'deadline', 'No answer within 5 s.');
const linearizable = (reply = late): Partial<Facts> => ({ linearizableReads: except(fine, 1, reply) });

describe('etcd/read-fails', () => {
	it('is silent while both reads are answered', () => {
		assert.equal(verdictOf(check, factsOf()).kind, 'passed');
	});

	it('says that only the leader’s word is missing, or even the member’s own data', () => {
		const [finding, ...more] = findingsIn(check, factsOf(linearizable()));
		assert.deepEqual(more, []);
		assert.equal(finding?.severity, 'error');
		assert.match(finding.message, /^m1 .* reads its own data, but .*No answer within 5 s/);
		const [both, ...others] = findingsIn(
			check,
			factsOf({ ...linearizable(), serializableReads: except(fine, 1, late) }),
		);
		assert.deepEqual(others, []);
		assert.match(both?.message ?? '', /even from its own data/);
	});

	it('says it of the survivor of a lost quorum, too', () => {
		const statuses = [silent(0), ...each(i => statusOf(i, { leaderId: '0' })).slice(1, 2), silent(2)];
		const [finding, ...more] = findingsIn(check, factsOf({ statuses, ...linearizable() }));
		assert.deepEqual(more, []);
		assert.match(finding?.message ?? '', /^m1 /);
	});

	it('passes over what a learner does not serve', () => {
		const reply = silent(1, 'etcd', 'A learner does not answer this.', 'unsupported');
		assert.equal(verdictOf(check, factsOf(linearizable(reply))).kind, 'passed');
	});

	it('does not know where a password is wanted, or nothing was tried', () => {
		const reply = silent(1, 'authentication', 'etcd wants a user and password');
		assert.equal(verdictOf(check, factsOf(linearizable(reply))).kind, 'unknown');
		assert.equal(verdictOf(check, factsOf({ linearizableReads: [] })).kind, 'unknown');
	});

	it('speaks of a member that cannot even tell its state', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'etcd', 'etcdserver: request timed out'),
		);
		const [finding, ...more] = findingsIn(check, factsOf({ statuses }));
		assert.deepEqual(more, []);
		assert.equal(finding?.severity, 'error');
		assert.match(finding.message, /^m1 .* asked for its state: etcdserver: request timed out/);
	});

	it('does not speak of a member that is down', () => {
		const facts = factsOf({
			...linearizable(),
			statuses: except(
				each(i => statusOf(i)),
				1,
				silent(1),
			),
		});
		assert.equal(verdictOf(check, facts).kind, 'unknown');
	});
});
