import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/auth-revision-differs.ts';
import {
	answering,
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

describe('etcd/auth-revision-differs', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('tells who is at which revision', () => {
		const authentication = except(
			each(() => ({ enabled: true, authRevision: 7 })),
			2,
			answering(2, { enabled: false, authRevision: 5 }),
		);
		const finding = onlyFinding(check, factsOf({ authentication }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /m0, m1: on, revision 7; m2: off, revision 5/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('does not arise where no version tells it', () => {
		isQuiet(
			check,
			factsOf({ authentication: endpoints.map((_, i) => silent(i, 'protocol', 'unknown call', 'unsupported')) }),
			'notApplicable',
		);
	});

	it('does not know of a silent member', () => {
		const authentication = except(
			each(() => ({ enabled: false, authRevision: 1 })),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ authentication })), /m1 .*refused/);
	});

	it('does not know of a member that was not asked', () => {
		assert.match(unknownReason(check, factsOf({ statuses: [answering(0, statusOf(0))] })), /m1 .*was not asked/);
	});
});
