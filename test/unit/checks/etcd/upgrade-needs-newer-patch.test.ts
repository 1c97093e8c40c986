import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/upgrade-needs-newer-patch.ts';
import type { Facts } from '../../../../src/core/facts.ts';
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

function running(...texts: readonly string[]): Facts {
	return factsOf({ statuses: each(i => statusOf(i, { version: texts[i] ?? texts[0] ?? '' })) });
}

describe('etcd/upgrade-needs-newer-patch', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('informs before the upgrade, of 3.5 and of 3.6', () => {
		const finding = onlyFinding(check, running('3.5.25'));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /Before the upgrade to 3\.6, m0, m1, m2 must go from 3\.5\.25 to 3\.5\.32/);
		assert.match(onlyFinding(check, running('3.6.10')).message, /to 3\.7, .*to 3\.6\.11/);
		isQuiet(check, running('3.5.26'));
		isQuiet(check, running('3.6.11'));
		isQuiet(check, running('3.4.1'));
	});

	it('warns while the upgrade is under way', () => {
		const finding = onlyFinding(check, running('3.6.14', '3.5.20', '3.6.14'));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /upgrade to 3\.6 is under way while m1 still run 3\.5\.20/);
		assert.deepEqual(finding.anchor, { kind: 'image', component: 'etcd', member: 'm1' });
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
