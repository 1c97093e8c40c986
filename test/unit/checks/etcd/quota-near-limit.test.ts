import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/quota-near-limit.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import { GiB, MiB } from '../../../../src/core/bytes.ts';
import {
	answering,
	each,
	except,
	factsOf,
	isQuiet,
	metricsOf,
	onlyFinding,
	samplesOf,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

function using(share: number): Facts {
	return factsOf({
		statuses: except(
			each(i => statusOf(i)),
			1,
			answering(1, statusOf(1, { dbSizeBytes: share * 2 * GiB })),
		),
	});
}

describe('etcd/quota-near-limit', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('warns at 80 %, errs above 95 %', () => {
		const finding = onlyFinding(check, using(0.8));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m1 .*uses 80 % of its space quota \(1\.6 GiB of 2 GiB\)/);
		assert.deepEqual(finding.anchor, {
			kind: 'flag',
			component: 'etcd',
			flags: ['quota-backend-bytes', 'data-dir'],
			member: 'm1',
		});
		assert.equal(onlyFinding(check, using(0.951)).severity, 'error');
		isQuiet(check, using(0.79));
	});

	it('takes the quota of versions that do not tell it from the metrics', () => {
		const { quotaBytes: _, ...older } = statusOf(1, { dbSizeBytes: 90 * MiB });
		const facts = factsOf({
			statuses: except(
				each(i => statusOf(i)),
				1,
				answering(1, older),
			),
			metrics: each(() => metricsOf(samplesOf({ etcd_server_quota_backend_bytes: 100 * MiB }), undefined)),
		});
		assert.match(onlyFinding(check, facts).message, /m1 .*90 %/);
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
