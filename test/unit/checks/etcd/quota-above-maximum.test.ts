import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/quota-above-maximum.ts';
import { GiB } from '../../../../src/core/bytes.ts';
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

describe('etcd/quota-above-maximum', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of more than 8 GiB', () => {
		const facts = factsOf({
			statuses: except(
				each(i => statusOf(i, { quotaBytes: 8 * GiB })),
				2,
				answering(2, statusOf(2, { quotaBytes: 16 * GiB })),
			),
		});
		const finding = onlyFinding(check, facts);
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m2 .*16 GiB; etcd suggests 8 GiB/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[2]);
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
});
