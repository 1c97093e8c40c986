import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/quota-default-for-large-database.ts';
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

describe('etcd/quota-default-for-large-database', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('informs of more than 1 GiB under the default quota', () => {
		const facts = factsOf({
			statuses: except(
				each(i => statusOf(i)),
				0,
				answering(0, statusOf(0, { dbSizeBytes: 1.2 * GiB })),
			),
		});
		const finding = onlyFinding(check, facts);
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /m0 .*holds 1\.2 GiB under the default quota of 2 GiB/);
	});

	it('is silent about a quota that was chosen', () => {
		isQuiet(check, factsOf({ statuses: each(i => statusOf(i, { dbSizeBytes: 1.2 * GiB, quotaBytes: 4 * GiB })) }));
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
