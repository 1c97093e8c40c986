import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/certificate-names-mismatch.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
	answering,
	each,
	except,
	factsOf,
	handshakeOf,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	secureFactsOf,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

function advertised(url: string, names: readonly string[]): Facts {
	const members = [memberOf(0, { clientUrls: [url] }), memberOf(1), memberOf(2)];
	return secureFactsOf({
		memberLists: each(() => memberListOf({ members })),
		certificates: except(
			each(i => handshakeOf(i)),
			0,
			answering(0, handshakeOf(0, { names })),
		),
	});
}

describe('etcd/certificate-names-mismatch', () => {
	it('passes on a healthy cluster with TLS', () => {
		isQuiet(check, secureFactsOf());
	});

	it('does not arise without TLS', () => {
		isQuiet(check, factsOf(), 'notApplicable');
	});

	it('repeats why the dialled name does not fit', () => {
		const shown = handshakeOf(1, { names: ['other'] }, { nameMismatch: "IP: 10.0.0.2 is not in the cert's list" });
		const finding = onlyFinding(
			check,
			secureFactsOf({
				certificates: except(
					each(i => handshakeOf(i)),
					1,
					answering(1, shown),
				),
			}),
		);
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /m1 .*10\.0\.0\.2 is not in/);
		assert.deepEqual(finding.anchor, { kind: 'flag', component: 'etcd', flags: ['cert-file'], member: 'm1' });
	});

	it('warns of an advertised name that the certificate lacks', () => {
		const certificates = except(
			each(i => handshakeOf(i)),
			1,
			answering(1, handshakeOf(1, { names: ['m1', '127.0.0.1'] })),
		);
		const finding = onlyFinding(check, secureFactsOf({ certificates }));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /certificate of m1 .*does not name 10\.0\.0\.2/);
	});

	it('knows wildcards and the spellings of IPv6', () => {
		isQuiet(check, advertised('https://m0.etcd.example:2379', ['*.etcd.example']));
		isQuiet(check, advertised('https://[fd00::1]:2379', ['FD00:0:0:0:0:0:0:1']));
		assert.match(onlyFinding(check, advertised('https://a.b.example:2379', ['*.example'])).message, /a\.b\.example/);
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
