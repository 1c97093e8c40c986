import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/slow-read.ts';
import { answering, each, except, factsOf, findingsIn, silent, verdictOf } from '../../../support/facts.ts';

const reads = (tookMs: number) =>
	except(
		each(() => ({ tookMs: 3 })),
		1,
		answering(1, { tookMs }),
	);

describe('etcd/slow-read', () => {
	it('is silent while reads take milliseconds', () => {
		assert.equal(verdictOf(check, factsOf({ linearizableReads: reads(999) })).kind, 'passed');
	});

	it('says whether the member or its way to the leader is slow', () => {
		const [own, ...more] = findingsIn(
			check,
			factsOf({ serializableReads: reads(1500), linearizableReads: reads(1600) }),
		);
		assert.deepEqual(more, []);
		assert.match(own?.message ?? '', /^m1 .* took 1\.5 s .* its own data/);
		const [leader] = findingsIn(check, factsOf({ linearizableReads: reads(1600) }));
		assert.match(leader?.message ?? '', /^m1 .* took 1\.6 s .* the leader must confirm/);
	});

	it('goes by the limit it is given', () => {
		assert.equal(findingsIn(check, factsOf({ linearizableReads: reads(1600) }), { warnMs: 2000 }).length, 0);
	});

	it('does not know of a member that did not answer', () => {
		const linearizableReads = except(reads(3), 2, silent(2, 'deadline'));
		assert.equal(verdictOf(check, factsOf({ linearizableReads })).kind, 'unknown');
	});

	it('passes over what a learner does not serve', () => {
		const linearizableReads = except(reads(3), 2, silent(2, 'etcd', 'A learner does not answer this.', 'unsupported'));
		assert.equal(verdictOf(check, factsOf({ linearizableReads })).kind, 'passed');
	});
});
