import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/client-auth-off.ts';
import {
	answering,
	each,
	except,
	factsOf,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	secureFactsOf,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/client-auth-off', () => {
	it('passes on a healthy cluster with TLS', () => {
		isQuiet(check, secureFactsOf());
	});

	it('does not arise for plain HTTP on loopback', () => {
		isQuiet(check, factsOf(), 'notApplicable');
	});

	it('speaks of a member on the network that lets anyone read', () => {
		const anonymousReads = except(
			each(() => ({ accepted: false })),
			1,
			answering(1, { accepted: true }),
		);
		const finding = onlyFinding(check, secureFactsOf({ anonymousReads }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /m1 .*reads to anyone who reaches it/);
		assert.deepEqual(finding.anchor, {
			kind: 'flag',
			component: 'etcd',
			flags: ['client-cert-auth', 'trusted-ca-file', 'listen-client-urls'],
			member: 'm1',
		});
	});

	it('is not deceived by a tunnel', () => {
		const members = [memberOf(0, { clientUrls: ['http://10.0.0.1:2379'] }), memberOf(1), memberOf(2)];
		const finding = onlyFinding(check, factsOf({ memberLists: each(() => memberListOf({ members })) }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /^m0 /);
	});

	it('only informs of TLS on loopback', () => {
		const endpoint = 'https://127.0.0.1:2379';
		const members = [memberOf(0, { clientUrls: [endpoint] })];
		const facts = factsOf({
			statuses: [{ endpoint, answer: statusOf(0) }],
			memberLists: [{ endpoint, answer: memberListOf({ members }) }],
			anonymousReads: [{ endpoint, answer: { accepted: true } }],
		});
		const finding = onlyFinding(check, facts);
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /anyone on this machine/);
	});

	it('does not know of a silent member', () => {
		const anonymousReads = except(
			each(() => ({ accepted: false })),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, secureFactsOf({ anonymousReads })), /m1 .*refused/);
	});
});
