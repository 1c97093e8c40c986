import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/downgrade-in-progress.ts';
import {
	each,
	except,
	factsOf,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/downgrade-in-progress', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('informs how far it is', () => {
		const statuses = each(i => statusOf(i, { downgradeTarget: '3.5.0', version: i === 0 ? '3.5.33' : '3.6.14' }));
		const finding = onlyFinding(check, factsOf({ statuses }));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /downgrade to 3\.5\.0 is in progress; 2 of 3 members/);
		assert.deepEqual(finding.anchor, { kind: 'image', component: 'etcd', member: 'm1' });
	});

	it('is not told before 3.6', () => {
		isQuiet(check, factsOf({ statuses: each(i => statusOf(i, { version: '3.5.33' })) }), 'notApplicable');
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
