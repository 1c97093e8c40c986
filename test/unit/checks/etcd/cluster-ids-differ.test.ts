import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/cluster-ids-differ.ts';
import {
	answering,
	clusterId,
	each,
	endpoints,
	except,
	factsOf,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/cluster-ids-differ', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('names the one that belongs elsewhere', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			answering(1, statusOf(1, { clusterId: 'f00' })),
		);
		const finding = onlyFinding(check, factsOf({ statuses }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, new RegExp(`m1 .*cluster f00; .*cluster ${clusterId}`));
		assert.equal(finding.subject.kind === 'member' && finding.subject.endpoint, endpoints[1]);
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
