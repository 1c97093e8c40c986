import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/data-differs.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import { GiB } from '../../../../src/core/bytes.ts';
import {
	answering,
	each,
	endpoints,
	except,
	factsOf,
	findingsIn,
	ids,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

function hashes(...values: readonly [number, number, number]): Facts['hashes'] {
	return each(i => ({ hash: values[i] ?? 0, hashRevision: 1000, compactRevision: 900, revision: 1001 }));
}

describe('etcd/data-differs', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('names the minority', () => {
		const finding = onlyFinding(check, factsOf({ hashes: hashes(1, 1, 2) }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /data of m2 .*differ at revision 1000 from those of m0, m1, the majority/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[2]);
		assert.deepEqual(finding.anchor, { kind: 'flag', component: 'etcd', flags: ['data-dir'], member: 'm2' });
	});

	it('does not name anyone without a majority of the voters', () => {
		const finding = onlyFinding(check, factsOf({ hashes: hashes(1, 2, 3) }));
		assert.match(finding.message, /m0 \(hash 1\) and m1 \(hash 2\) and m2 \(hash 3\).*cannot be told/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
		const one = onlyFinding(check, factsOf({ hashes: except(hashes(1, 2, 2), 2, silent(2)) }));
		assert.match(one.message, /cannot be told/);
	});

	it('claims nothing of hashes with different compactions behind them', () => {
		const other = answering(2, { hash: 2, hashRevision: 1000, compactRevision: 950, revision: 1000 });
		assert.match(
			unknownReason(check, factsOf({ hashes: except(hashes(1, 1, 1), 2, other) })),
			/m2 was compacted while/,
		);
	});

	it('says once that the data are too large', () => {
		const hashed = endpoints.map((_, i) => silent(i, 'etcd', 'Too large.', 'too-large'));
		assert.equal(unknownReason(check, factsOf({ hashes: hashed })), 'Too large.');
	});

	it('does not mind that a learner has no hash', () => {
		const members = [memberOf(0), memberOf(1), memberOf(2, { isLearner: true })];
		isQuiet(
			check,
			factsOf({
				memberLists: each(() => memberListOf({ members })),
				hashes: except(hashes(1, 1, 1), 2, silent(2, 'etcd', 'learner', 'unsupported')),
			}),
		);
	});

	it('has nothing to compare in a cluster of one', () => {
		isQuiet(check, factsOf({ memberLists: [answering(0, memberListOf({ members: [memberOf(0)] }))] }), 'notApplicable');
	});

	it('does not know of a silent member, nor of one that was not asked', () => {
		assert.match(
			unknownReason(check, factsOf({ hashes: except(hashes(1, 1, 1), 0, silent(0, 'tcp', 'refused')) })),
			/m0 .*refused/,
		);
		const alone = factsOf({ statuses: [answering(0, statusOf(0))], hashes: hashes(1, 1, 1).slice(0, 1) });
		assert.match(unknownReason(check, alone), /m1 .*not asked/);
	});

	it('leaves out another cluster', () => {
		const statuses = except(
			each(i => statusOf(i)),
			2,
			answering(2, statusOf(2, { clusterId: 'f00', memberId: 'f1' })),
		);
		assert.deepEqual(findingsIn(check, factsOf({ statuses, hashes: hashes(1, 1, 2) })), []);
	});

	it('tells the limit up to which members are hashed in parallel', () => {
		assert.deepEqual(
			[check.params['parallelBelowBytes']?.default, check.params['parallelBelowBytes']?.unit],
			[GiB, 'bytes'],
		);
	});
});
