import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/permission-denied.ts';
import {
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

describe('etcd/permission-denied', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('lists what this user is not told', () => {
		const denied = endpoints.map((_, i) => silent(i, 'permission', 'permission denied'));
		const finding = onlyFinding(check, factsOf({ hashes: denied, alarms: denied, authentication: denied }));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /the alarms, the hash of the data, the state of authentication\. permission denied/);
		assert.doesNotMatch(finding.message, /member list/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('mentions a user who may read no key, though nothing is missed', () => {
		const finding = onlyFinding(check, factsOf({ serializableReads: each(() => ({ tookMs: 1, denied: true })) }));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /may read no key/);
	});

	it('does not know what a silent member permits', () => {
		assert.match(
			unknownReason(
				check,
				factsOf({
					statuses: except(
						each(i => statusOf(i)),
						2,
						silent(2),
					),
				}),
			),
			/127\.0\.0\.1:32379/,
		);
	});
});
