import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/member-unreachable.ts';
import {
	each,
	endpoints,
	except,
	factsOf,
	findingsIn,
	ids,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
} from '../../../support/facts.ts';

describe('etcd/member-unreachable', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of members that nobody answers for, at whichever endpoint', () => {
		for (const index of [0, 1, 2]) {
			const statuses = except(
				each(i => statusOf(i)),
				index,
				silent(index, 'tcp', 'refused'),
			);
			const finding = onlyFinding(check, factsOf({ statuses }));
			assert.equal(finding.severity, 'error');
			assert.match(finding.message, new RegExp(`m${index} .*cannot be reached: refused`));
			assert.deepEqual(finding.subject, {
				kind: 'member',
				endpoint: endpoints[index],
				id: ids[index],
				name: `m${index}`,
			});
		}
	});

	it('leaves to others who answered and refused', () => {
		const statuses = [silent(0, 'tls'), silent(1, 'authentication'), silent(2, 'protocol')];
		assert.deepEqual(findingsIn(check, factsOf({ statuses })), []);
	});
});
