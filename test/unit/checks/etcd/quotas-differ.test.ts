import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/quotas-differ.ts';
import { GiB } from '../../../../src/core/bytes.ts';
import {
	answering,
	each,
	except,
	factsOf,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/quotas-differ', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('lists the quotas, and points at the smallest', () => {
		const facts = factsOf({
			statuses: except(
				each(i => statusOf(i, { quotaBytes: 8 * GiB })),
				2,
				answering(2, statusOf(2)),
			),
		});
		const finding = onlyFinding(check, facts);
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /m0 8 GiB, m1 8 GiB, m2 2 GiB/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
		assert.equal(finding.anchor?.kind === 'flag' && finding.anchor.member, 'm2');
	});

	it('does not compare with another cluster', () => {
		const foreign = {
			endpoint: 'http://127.0.0.1:4',
			answer: statusOf(0, { clusterId: 'f00', memberId: 'f1', quotaBytes: GiB }),
		};
		isQuiet(check, factsOf({ statuses: [...each(i => statusOf(i)), foreign] }));
	});

	it('does not know a quota that neither status nor metrics tell', () => {
		const { quotaBytes: _, ...older } = statusOf(1);
		const facts = factsOf({
			statuses: except(
				each(i => statusOf(i)),
				1,
				answering(1, older),
			),
			metrics: [silent(0), silent(1), silent(2)],
		});
		assert.match(unknownReason(check, facts), /quota of m1 .*not known/);
	});

	it('does not know of a silent member', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ statuses })), /m1 .*refused/);
	});

	it('does not know of a member that was not asked', () => {
		assert.match(unknownReason(check, factsOf({ statuses: [answering(0, statusOf(0))] })), /m1 .*was not asked/);
	});
});
