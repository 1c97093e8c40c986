import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/tls-refused.ts';
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

describe('etcd/tls-refused', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('names the endpoint that fails at this stage, and no other stage', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'tls', 'bad certificate'),
		);
		const finding = onlyFinding(check, factsOf({ statuses: except(statuses, 2, silent(2, 'permission')) }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /TLS.*m1 .*bad certificate/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.name, 'm1');
		assert.deepEqual(finding.anchor, {
			kind: 'flag',
			component: 'etcd',
			flags: ['cert-file', 'trusted-ca-file', 'listen-client-urls'],
			member: 'm1',
		});
	});

	it('does not know of a member that was not reached', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ statuses })), /m1 .*refused/);
	});
});
