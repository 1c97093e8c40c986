import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/plain-http.ts';
import {
	each,
	endpoints,
	except,
	factsOf,
	findingsIn,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	secureFactsOf,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/plain-http', () => {
	it('passes on a healthy cluster with TLS', () => {
		isQuiet(check, secureFactsOf());
	});

	it('does not arise on loopback', () => {
		isQuiet(check, factsOf(), 'notApplicable');
	});

	it('speaks of an endpoint on the network', () => {
		const endpoint = 'http://10.0.0.1:2379';
		const members = [memberOf(0, { clientUrls: [endpoint] }), memberOf(1), memberOf(2)];
		const facts = factsOf({
			statuses: except(
				each(i => statusOf(i)),
				0,
				{ endpoint, answer: statusOf(0) },
			),
			memberLists: each(() => memberListOf({ members })),
		});
		const finding = onlyFinding(check, facts);
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /m0 \(http:\/\/10\.0\.0\.1:2379\) is spoken to in plain HTTP/);
		assert.deepEqual(finding.anchor, {
			kind: 'flag',
			component: 'etcd',
			flags: ['listen-client-urls', 'cert-file'],
			member: 'm0',
		});
	});

	it('speaks of an advertised URL though a tunnel was asked', () => {
		const members = [memberOf(0, { clientUrls: ['http://etcd.example:2379'] }), memberOf(1), memberOf(2)];
		const finding = onlyFinding(check, factsOf({ memberLists: each(() => memberListOf({ members })) }));
		assert.match(finding.message, /m0 .*advertises plain HTTP on the network: http:\/\/etcd\.example:2379/);
	});

	it('says each address of a member once', () => {
		const [own, other] = ['http://10.0.0.1:2379', 'http://10.1.0.1:2379'];
		const members = [memberOf(0, { clientUrls: [own, other] }), memberOf(1), memberOf(2)];
		const statuses = [{ endpoint: own, answer: statusOf(0) }];
		const facts = factsOf({ statuses, memberLists: each(() => memberListOf({ members })) });
		const [asked, advertised, ...more] = findingsIn(check, facts).map(({ message }) => message);
		assert.match(asked ?? '', /10\.0\.0\.1:2379.* is spoken to/);
		assert.match(advertised ?? '', /advertises plain HTTP on the network: http:\/\/10\.1\.0\.1:2379\.$/);
		assert.deepEqual(more, []);
	});

	it('is unknown without a member list', () => {
		const memberLists = endpoints.map((_, i) => silent(i, 'deadline', 'late'));
		assert.match(unknownReason(check, factsOf({ memberLists })), /late/);
	});
});
