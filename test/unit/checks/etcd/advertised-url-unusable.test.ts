import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/advertised-url-unusable.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
	each,
	endpoints,
	factsOf,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	secureFactsOf,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

function advertising(url: string): Facts {
	const members = [memberOf(0), memberOf(1, { clientUrls: [url, ...memberOf(1).clientUrls] }), memberOf(2)];
	return factsOf({ memberLists: each(() => memberListOf({ members })) });
}

describe('etcd/advertised-url-unusable', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of an address that only says where to listen', () => {
		const finding = onlyFinding(check, advertising('http://0.0.0.0:2379'));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m1 .*0\.0\.0\.0:2379 is no address/);
		assert.deepEqual(finding.anchor, {
			kind: 'flag',
			component: 'etcd',
			flags: ['advertise-client-urls'],
			member: 'm1',
		});
		assert.match(onlyFinding(check, advertising('http://[::]:2379')).message, /\[::\]:2379 is no address/);
	});

	it('speaks of loopback among addresses of the network', () => {
		const members = [
			memberOf(0, { clientUrls: ['http://10.0.0.1:2379'] }),
			memberOf(1),
			memberOf(2, { clientUrls: ['http://127.0.0.1:2379', 'http://10.0.0.3:2379'] }),
		];
		const finding = onlyFinding(check, factsOf({ memberLists: each(() => memberListOf({ members })) }));
		assert.match(finding.message, /^m1 .*its own host only/);
	});

	it('speaks of HTTP among HTTPS', () => {
		const members = [
			memberOf(0, { clientUrls: ['https://10.0.0.1:2379'] }),
			memberOf(1, { clientUrls: ['http://10.0.0.2:2379'] }),
		];
		assert.match(
			onlyFinding(check, factsOf({ memberLists: each(() => memberListOf({ members })) })).message,
			/^m1 .*plain HTTP/,
		);
	});

	it('is silent on a secure cluster', () => {
		isQuiet(check, secureFactsOf());
	});

	it('is unknown without a member list', () => {
		assert.match(
			unknownReason(check, factsOf({ memberLists: endpoints.map((_, i) => silent(i, 'tls', 'refused')) })),
			/refused/,
		);
	});
});
