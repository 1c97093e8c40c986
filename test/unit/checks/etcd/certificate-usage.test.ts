import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/certificate-usage.ts';
import {
	answering,
	each,
	except,
	factsOf,
	handshakeOf,
	ids,
	isQuiet,
	onlyFinding,
	secureFactsOf,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/certificate-usage', () => {
	it('passes on a healthy cluster with TLS', () => {
		isQuiet(check, secureFactsOf());
	});

	it('does not arise without TLS', () => {
		isQuiet(check, factsOf(), 'notApplicable');
	});

	it('speaks of a leaf without serverAuth', () => {
		const certificates = except(
			each(i => handshakeOf(i)),
			2,
			answering(2, handshakeOf(2, { serverAuth: false })),
		);
		const finding = onlyFinding(check, secureFactsOf({ certificates }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /m2 .*\("CN=m2"\) lacks the usage serverAuth/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[2]);
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
