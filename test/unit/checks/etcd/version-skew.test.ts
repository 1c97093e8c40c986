import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/version-skew.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
	answering,
	each,
	except,
	factsOf,
	isQuiet,
	metricsOf,
	now,
	onlyFinding,
	samplesOf,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

/** Members that were started a quarter of an hour ago. */
const young = each(i => metricsOf(samplesOf({ process_start_time_seconds: now / 1000 - 900 }), undefined, i));

function running(...texts: readonly string[]): Facts {
	return factsOf({ statuses: each(i => statusOf(i, { version: texts[i] ?? texts[0] ?? '' })) });
}

describe('etcd/version-skew', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('tells patches, minor versions and too great a distance apart', () => {
		const patches = running('3.6.13', '3.6.14', '3.6.14');
		const patch = onlyFinding(check, { ...patches, metrics: except(patches.metrics, 1, young[1] ?? silent(1)) });
		assert.equal(patch.severity, 'info');
		assert.match(patch.message, /different patch versions: 3\.6\.13 on m0; 3\.6\.14 on m1, m2/);
		const minor = onlyFinding(check, running('3.6.14', '3.5.33', '3.6.14'));
		assert.equal(minor.severity, 'warning');
		assert.match(minor.message, /two minor versions/);
		assert.deepEqual(minor.anchor, { kind: 'image', component: 'etcd', member: 'm1' });
		const far = onlyFinding(check, running('3.4.45', '3.5.33', '3.6.14'));
		assert.equal(far.severity, 'error');
		assert.match(far.message, /more than one minor apart/);
		assert.deepEqual(far.subject, { kind: 'cluster' });
	});

	it('warns of patches that differ when nobody was restarted for an hour, as far as it knows', () => {
		const patches = running('3.6.13', '3.6.14', '3.6.14');
		assert.equal(onlyFinding(check, patches).severity, 'warning');
		assert.equal(onlyFinding(check, { ...patches, metrics: except(patches.metrics, 1, silent(1)) }).severity, 'info');
	});

	it('does not compare with another cluster', () => {
		const foreign = {
			endpoint: 'http://127.0.0.1:4',
			answer: statusOf(0, { clusterId: 'f00', memberId: 'f1', version: '3.4.1' }),
		};
		isQuiet(check, factsOf({ statuses: [...each(i => statusOf(i)), foreign] }));
	});

	it('does not know of a silent member', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ statuses })), /m1 .*refused/);
	});

	it('does not know of a member that was not asked', () => {
		assert.match(unknownReason(check, factsOf({ statuses: [answering(0, statusOf(0))] })), /m1 .*was not asked/);
	});
});
