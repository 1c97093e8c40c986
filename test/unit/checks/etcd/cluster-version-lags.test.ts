import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/cluster-version-lags.ts';
import {
	answering,
	each,
	except,
	factsOf,
	isQuiet,
	metricsOf,
	now,
	onlyFinding,
	samplesOf,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/cluster-version-lags', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks when all members are newer', () => {
		const finding = onlyFinding(check, factsOf({ versions: each(() => ({ server: '3.6.14', cluster: '3.5.0' })) }));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /cluster version is 3\.5, while every member asked runs 3\.6/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('is unknown while every member has just started', () => {
		const young = samplesOf({ process_start_time_seconds: now / 1000 - 30 });
		const facts = factsOf({
			versions: each(() => ({ server: '3.6.14', cluster: '3.5.0' })),
			metrics: each(i => metricsOf(young, young, i)),
		});
		assert.match(unknownReason(check, facts), /5 minutes/);
	});

	it('is silent while one member is still old', () => {
		isQuiet(check, factsOf({ versions: each(i => ({ server: i === 2 ? '3.5.33' : '3.6.14', cluster: '3.5.0' })) }));
	});

	it('does not arise during a downgrade', () => {
		isQuiet(check, factsOf({ statuses: each(i => statusOf(i, { downgradeTarget: '3.5.0' })) }), 'notApplicable');
	});

	it('is unknown before the cluster has decided', () => {
		assert.match(
			unknownReason(check, factsOf({ versions: each(() => ({ server: '3.6.14', cluster: 'not_decided' })) })),
			/not decided/,
		);
	});

	it('does not know of a silent member', () => {
		const versions = except(
			each(() => ({ server: '3.6.14', cluster: '3.6.0' })),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ versions })), /m1 .*refused/);
	});

	it('does not know of a member that was not asked', () => {
		assert.match(unknownReason(check, factsOf({ statuses: [answering(0, statusOf(0))] })), /m1 .*was not asked/);
	});
});
