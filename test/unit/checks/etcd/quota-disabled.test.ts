import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/quota-disabled.ts';
import {
	answering,
	each,
	except,
	factsOf,
	ids,
	isQuiet,
	metricsOf,
	onlyFinding,
	samplesOf,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/quota-disabled', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of a negative quota', () => {
		const { quotaBytes: _, ...plain } = statusOf(1);
		const metrics = except(
			each(i => metricsOf(samplesOf(), undefined, i)),
			1,
			answering(1, metricsOf(samplesOf({ etcd_server_quota_backend_bytes: -1 }), undefined)),
		);
		const finding = onlyFinding(
			check,
			factsOf({
				statuses: except(
					each(i => statusOf(i)),
					1,
					answering(1, plain),
				),
				metrics,
			}),
		);
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m1 .*no space quota/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[1]);
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
