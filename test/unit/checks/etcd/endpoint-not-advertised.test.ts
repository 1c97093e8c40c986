import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/endpoint-not-advertised.ts';
import {
	each,
	endpoints,
	except,
	factsOf,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/endpoint-not-advertised', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of an address that the member does not advertise', () => {
		const memberLists = each(() =>
			memberListOf({ members: [memberOf(0), memberOf(1, { clientUrls: ['http://10.0.0.2:2379'] }), memberOf(2)] }),
		);
		const finding = onlyFinding(check, factsOf({ memberLists }));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /m1 .*not among the client URLs.*http:\/\/10\.0\.0\.2:2379/);
		assert.deepEqual(finding.anchor, {
			kind: 'flag',
			component: 'etcd',
			flags: ['advertise-client-urls'],
			member: 'm1',
		});
	});

	it('speaks of a member that is in no list', () => {
		const memberLists = each(() => memberListOf({ members: [memberOf(0), memberOf(1)] }));
		assert.match(
			onlyFinding(check, factsOf({ memberLists })).message,
			/answers at http:\/\/127\.0\.0\.1:32379 is in no member list/,
		);
	});

	it('speaks of a silent endpoint that nobody advertises', () => {
		const stray = { ...silent(0), endpoint: 'http://127.0.0.1:9' };
		const finding = onlyFinding(check, factsOf({ statuses: [...each(i => statusOf(i)), stray] }));
		assert.match(finding.message, /No member of the list advertises http:\/\/127\.0\.0\.1:9/);
	});

	it('leaves what is not etcd to the check of that', () => {
		const stray = { ...silent(0, 'protocol', 'no gRPC'), endpoint: 'http://127.0.0.1:9' };
		isQuiet(check, factsOf({ statuses: [...each(i => statusOf(i)), stray] }));
	});

	it('takes localhost for 127.0.0.1, and holds a dead member against its own URL', () => {
		const members = [memberOf(0, { clientUrls: ['http://localhost:2379/'] }), memberOf(1), memberOf(2)];
		const statuses = except(
			each(i => statusOf(i)),
			2,
			silent(2),
		);
		isQuiet(check, factsOf({ statuses, memberLists: each(() => memberListOf({ members })) }));
	});

	it('is unknown without any member list', () => {
		assert.match(
			unknownReason(check, factsOf({ memberLists: endpoints.map((_, i) => silent(i, 'deadline', 'late')) })),
			/late/,
		);
	});
});
