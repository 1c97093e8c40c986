import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/certificate-expires.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
	answering,
	certificateOf,
	each,
	except,
	factsOf,
	handshakeOf,
	isQuiet,
	now,
	onlyFinding,
	secureFactsOf,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

const at = (days: number): string => new Date(now + days * 86_400_000).toISOString();

function leaf(overrides: Parameters<typeof handshakeOf>[1]): Facts {
	return secureFactsOf({
		certificates: except(
			each(i => handshakeOf(i)),
			1,
			answering(1, handshakeOf(1, overrides)),
		),
	});
}

const leafUntil = (days: number): Facts => leaf({ notAfter: at(days) });

describe('etcd/certificate-expires', () => {
	it('passes on a healthy cluster with TLS', () => {
		isQuiet(check, secureFactsOf());
	});

	it('does not arise without TLS', () => {
		isQuiet(check, factsOf(), 'notApplicable');
	});

	it('tells expired, soon and before long apart', () => {
		const expired = onlyFinding(check, leafUntil(-1));
		assert.equal(expired.severity, 'error');
		assert.match(expired.message, /server certificate of m1 .*expired on 2026-08-19/);
		assert.equal(expired.subject.kind === 'member' && expired.subject.name, 'm1');
		assert.deepEqual(expired.anchor, { kind: 'flag', component: 'etcd', flags: ['cert-file'], member: 'm1' });
		assert.equal(onlyFinding(check, leafUntil(6)).severity, 'error');
		const soon = onlyFinding(check, leafUntil(29));
		assert.equal(soon.severity, 'warning');
		assert.match(soon.message, /expires in 29 d, on 2026-09-18/);
		isQuiet(check, leafUntil(31));
	});

	it('passes over expired authorities of a bundle that issued nothing here', () => {
		const authority = (subject: string, days: number) =>
			({ use: 'authority', certificate: certificateOf({ subject, issuer: subject, notAfter: at(days) }) }) as const;
		const [issuer] = handshakeOf(0).chain.map(certificate => certificate.issuer);
		assert.ok(issuer);
		const bundle = (days: number) =>
			secureFactsOf({ ownCertificates: [authority(issuer, days), authority('CN=Some old root', -900)] });
		isQuiet(check, bundle(400));
		assert.match(onlyFinding(check, bundle(-1)).message, new RegExp(`authority "${issuer}" expired`));
		const alone = secureFactsOf({ ownCertificates: [authority('CN=Some old root', -900)] });
		assert.equal(onlyFinding(check, alone).severity, 'error');
	});

	it('speaks of a certificate that is not valid yet', () => {
		const finding = onlyFinding(check, leaf({ notBefore: at(1) }));
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /not valid before 2026-08-21/);
	});

	it('judges short-lived certificates by the share that is left', () => {
		isQuiet(check, leaf({ notBefore: at(-0.5), notAfter: at(0.5) }));
		const finding = onlyFinding(check, leaf({ notBefore: at(-0.85), notAfter: at(0.15) }));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /expires in 3\.6 h, 15 % of its short life/);
		assert.equal(onlyFinding(check, leaf({ notBefore: at(-0.95), notAfter: at(0.05) })).severity, 'error');
	});

	it('speaks of the client certificate and, once, of an authority that all show', () => {
		const client = { use: 'client', certificate: certificateOf({ notAfter: at(3) }) } as const;
		const own = onlyFinding(check, secureFactsOf({ ownCertificates: [client] }));
		assert.match(own.message, /client certificate of this connection expires in 3 d/);
		assert.deepEqual(own.subject, { kind: 'cluster' });
		const authority = certificateOf({ subject: 'CN=old-ca', notAfter: at(20) });
		const certificates = each(i => handshakeOf(i, {}, { chain: [...handshakeOf(i).chain.slice(0, 1), authority] }));
		const finding = onlyFinding(
			check,
			secureFactsOf({ certificates, ownCertificates: [{ use: 'authority', certificate: authority }] }),
		);
		assert.match(finding.message, /authority "CN=old-ca" expires in 20 d/);
	});

	it('takes its limits from its parameters', () => {
		assert.equal(onlyFinding(check, leafUntil(50), { warnDays: 60 }).severity, 'warning');
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
