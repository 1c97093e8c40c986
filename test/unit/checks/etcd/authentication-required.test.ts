import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/authentication-required.ts';
import {
	each,
	except,
	factsOf,
	isQuiet,
	memberListOf,
	onlyFinding,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/authentication-required', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('says once what several questions were refused for', () => {
		const refused = each(() => []).map((_, i) => silent(i, 'authentication', 'user name is empty'));
		const finding = onlyFinding(check, factsOf({ serializableReads: refused, alarms: refused }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /user name is empty \(at m0, m1, m2\)/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('speaks though the status is told without credentials', () => {
		assert.ok(
			onlyFinding(
				check,
				factsOf({
					memberLists: except(
						each(() => memberListOf()),
						2,
						silent(2, 'authentication'),
					),
				}),
			),
		);
	});

	it('does not know of a member that kept silent', () => {
		const serializableReads = except(
			each(() => ({ tookMs: 1 })),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ serializableReads })), /m1 .*refused/);
	});
});
