import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/file-differs.ts';
import type { ComponentSpec } from '../../../../src/core/facts.ts';
import {
	each,
	except,
	factsOf,
	findingsIn,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	memberOf,
	unknownReason,
} from '../../../support/facts.ts';

function specOf(overrides: Partial<ComponentSpec> = {}): ComponentSpec {
	return { document: 'etcd.yaml', component: 'etcd', memberName: 'm0', flags: {}, ...overrides };
}

const { version } = statusOf(0);
const { clientUrls, peerUrls } = memberOf(0);

describe('etcd/file-differs', () => {
	it('passes where the file says what runs, and where one of the two says nothing', () => {
		const flags = {
			'advertise-client-urls': clientUrls.join(','),
			'initial-advertise-peer-urls': peerUrls.join(','),
			'quota-backend-bytes': '0',
		};
		isQuiet(check, factsOf({ manifests: [specOf({ version, flags })] }));
		isQuiet(check, factsOf({ manifests: [specOf()] }));
		isQuiet(check, factsOf({ manifests: [specOf({ flags: { 'advertise-client-urls': 'https://${IP}:2379' } })] }));
	});

	it('tells of another version, at the image', () => {
		const finding = onlyFinding(check, factsOf({ manifests: [specOf({ version: '3.4.9' })] }));
		assert.match(finding.message, /^m0 .*runs etcd 3\.6\.\d+; the file says 3\.4\.9\.$/);
		assert.deepEqual(finding.anchor, { kind: 'image', component: 'etcd', member: 'm0' });
	});

	it('tells of each flag that differs, at the flag', () => {
		const flags = {
			'advertise-client-urls': 'https://10.9.9.9:2379',
			'initial-advertise-peer-urls': 'https://10.9.9.9:2380',
			'quota-backend-bytes': '8589934592',
		};
		const statuses = each(index => statusOf(index, { quotaBytes: 2147483648 }));
		const found = findingsIn(check, factsOf({ statuses, manifests: [specOf({ flags })] }));
		assert.deepEqual(
			found.map(({ anchor }) => anchor?.kind === 'flag' && anchor.flags),
			[['quota-backend-bytes'], ['advertise-client-urls'], ['initial-advertise-peer-urls']],
		);
		assert.match(
			found[0]?.message ?? '',
			/^m0 .*runs with --quota-backend-bytes=2147483648; the file says 8589934592\./,
		);
	});

	it('takes a file of all members for each that has none of its own, if there is one such file', () => {
		const { memberName: _none, ...general } = specOf({ version: '3.4.9', isPartial: true });
		const found = findingsIn(check, factsOf({ manifests: [general, specOf({ version })] }));
		assert.equal(found.length, 2);
		isQuiet(check, factsOf({ manifests: [general, { ...general, document: 'other.yaml' }] }));
	});

	it('does not apply without a file, and does not know of members that are silent', () => {
		isQuiet(check, factsOf({ manifests: [] }), 'notApplicable');
		const statuses = except(each(statusOf), 1, silent(1));
		assert.match(unknownReason(check, factsOf({ statuses, manifests: [specOf()] })), /m1/);
	});
});
