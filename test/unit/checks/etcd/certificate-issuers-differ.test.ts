import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/certificate-issuers-differ.ts';
import {
	answering,
	each,
	except,
	factsOf,
	handshakeOf,
	isQuiet,
	onlyFinding,
	secureFactsOf,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/certificate-issuers-differ', () => {
	it('passes on a healthy cluster with TLS', () => {
		isQuiet(check, secureFactsOf());
	});

	it('does not arise without TLS', () => {
		isQuiet(check, factsOf(), 'notApplicable');
	});

	it('informs who issued which', () => {
		const certificates = except(
			each(i => handshakeOf(i)),
			2,
			answering(2, handshakeOf(2, { issuer: 'CN=new-ca' })),
		);
		const finding = onlyFinding(check, secureFactsOf({ certificates }));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /"CN=etcd-ca" for m0, m1; "CN=new-ca" for m2/);
	});

	it('does not know the certificate of a silent member', () => {
		const certificates = except(
			each(i => handshakeOf(i)),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, secureFactsOf({ certificates })), /m1 .*refused/);
	});
});
