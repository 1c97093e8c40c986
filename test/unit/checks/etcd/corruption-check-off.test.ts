import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/corruption-check-off.ts';
import {
	answering,
	each,
	except,
	factsOf,
	isQuiet,
	metricsOf,
	onlyFinding,
	samplesOf,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

const olderMetrics = each(() =>
	metricsOf(
		samplesOf().filter(({ name }) => name !== 'etcd_server_feature_enabled'),
		undefined,
	),
);

function gated(gate: string) {
	const samples = samplesOf().map(sample => (sample.labels['name'] === gate ? { ...sample, value: 1 } : sample));
	return metricsOf(samples, undefined);
}

describe('etcd/corruption-check-off', () => {
	it('informs that none runs, as by default', () => {
		const finding = onlyFinding(check, factsOf());
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /No corruption check runs on m0, m1, m2/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('passes where the metrics tell that one is on', () => {
		isQuiet(check, factsOf({ metrics: each(() => gated('InitialCorruptCheck')) }));
	});

	it('names the only member without', () => {
		const metrics = except(
			each(() => gated('CompactHashCheck')),
			1,
			answering(1, metricsOf(samplesOf(), undefined)),
		);
		const finding = onlyFinding(check, factsOf({ metrics }));
		assert.match(finding.message, /runs on m1\./);
		assert.equal(finding.anchor?.kind === 'flag' && finding.anchor.member, 'm1');
	});

	it('reads the flags of older versions in the files', () => {
		for (const flags of [
			{ 'experimental-initial-corrupt-check': 'true' },
			{ 'experimental-compact-hash-check-enabled': 'true' },
			{ 'feature-gates': 'Other=true,InitialCorruptCheck=true' },
			{ 'corrupt-check-time': '4h' },
		]) {
			isQuiet(check, factsOf({ metrics: olderMetrics, manifests: [{ document: 'a', component: 'etcd', flags }] }));
		}
		const off = {
			document: 'a',
			component: 'etcd',
			flags: { 'corrupt-check-time': '0s', 'feature-gates': 'InitialCorruptCheck=false' },
		};
		assert.ok(onlyFinding(check, factsOf({ metrics: olderMetrics, manifests: [off] })));
	});

	it('takes a file that names its member for that member alone', () => {
		const manifests = ['m0', 'm1', 'm2'].map(memberName => ({
			document: memberName,
			component: 'etcd',
			memberName,
			flags: memberName === 'm2' ? {} : { 'experimental-initial-corrupt-check': 'true' },
		}));
		assert.match(onlyFinding(check, factsOf({ metrics: olderMetrics, manifests })).message, /runs on m2\./);
	});

	it('is unknown when neither metrics nor files tell', () => {
		assert.match(unknownReason(check, factsOf({ metrics: olderMetrics })), /m0 .*tells no feature gates/);
	});

	it('does not know of a silent member', () => {
		const facts = factsOf({
			statuses: except(
				each(i => statusOf(i)),
				1,
				silent(1, 'tcp', 'refused'),
			),
			metrics: each(() => gated('InitialCorruptCheck')),
		});
		assert.match(unknownReason(check, facts), /m1 .*refused/);
	});
});
