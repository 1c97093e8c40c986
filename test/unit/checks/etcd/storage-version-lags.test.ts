import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/storage-version-lags.ts';
import {
	answering,
	each,
	except,
	factsOf,
	ids,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/storage-version-lags', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('names the member whose files are of an older form', () => {
		const finding = onlyFinding(
			check,
			factsOf({
				statuses: except(
					each(i => statusOf(i)),
					1,
					answering(1, statusOf(1, { storageVersion: '3.5.0', raftAppliedIndex: 20_000 })),
				),
			}),
		);
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m1 .*form of 3\.5, the cluster version is 3\.6/);
		assert.deepEqual(finding.anchor, { kind: 'image', component: 'etcd', member: 'm1' });
	});

	it('does not arise before the first raft snapshot, as on a new cluster', () => {
		isQuiet(
			check,
			factsOf({
				statuses: except(
					each(i => statusOf(i)),
					1,
					answering(1, statusOf(1, { storageVersion: '3.5.0' })),
				),
			}),
			'notApplicable',
		);
	});

	it('is silent while the cluster version is old itself', () => {
		const versions = each(() => ({ server: '3.6.14', cluster: '3.5.0' }));
		isQuiet(check, factsOf({ versions, statuses: each(i => statusOf(i, { storageVersion: '3.5.0' })) }));
	});

	it('does not arise before 3.6', () => {
		const { storageVersion: _, ...older } = statusOf(0, { version: '3.5.33' });
		isQuiet(check, factsOf({ statuses: each(i => ({ ...older, memberId: ids[i] ?? '' })) }), 'notApplicable');
	});

	it('is unknown where a version is not told', () => {
		assert.match(
			unknownReason(check, factsOf({ versions: [silent(0), silent(1), silent(2)] })),
			/m0 .*tells no storage or no cluster version/,
		);
	});

	it('does not know of a silent member', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ statuses })), /m1 .*refused/);
	});
});
