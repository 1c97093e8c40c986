import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/weak-tls.ts';
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

describe('etcd/weak-tls', () => {
	it('passes on a healthy cluster with TLS', () => {
		isQuiet(check, secureFactsOf());
	});

	it('does not arise without TLS', () => {
		isQuiet(check, factsOf(), 'notApplicable');
	});

	it('speaks of what is older than TLS 1.2', () => {
		const certificates = except(
			each(i => handshakeOf(i, {}, { protocol: 'TLSv1.2' })),
			1,
			answering(1, handshakeOf(1, {}, { protocol: 'TLSv1.1' })),
		);
		const finding = onlyFinding(check, secureFactsOf({ certificates }));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m1 .*speaks TLSv1\.1/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.name, 'm1');
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
