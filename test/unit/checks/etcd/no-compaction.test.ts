import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/no-compaction.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
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

const apiServer = { document: 'a', component: 'kube-apiserver', flags: {} };

function written(revision: number, compactRevision: number, values: Readonly<Record<string, number>> = {}): Facts {
	const samples = samplesOf({ etcd_debugging_mvcc_compact_revision: compactRevision, ...values });
	return factsOf({
		statuses: each(i => statusOf(i, { revision })),
		metrics: each(() => metricsOf(samples, undefined)),
		hashes: each(() => ({ hash: 1, hashRevision: revision, compactRevision, revision })),
	});
}

describe('etcd/no-compaction', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('informs that nothing was ever compacted', () => {
		const finding = onlyFinding(check, written(150_000, -1));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /Nothing was ever compacted: all 150000 revisions/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
		isQuiet(check, written(90_000, -1));
	});

	it('counts from the last compaction', () => {
		assert.match(onlyFinding(check, written(300_000, 100_000)).message, /200000 revisions were written since/);
		isQuiet(check, written(300_000, 250_000));
	});

	it('warns when the API server does not compact', () => {
		const finding = onlyFinding(check, {
			...written(1000, 900, { etcd_debugging_mvcc_db_compaction_last: now / 1000 - 3600 }),
			manifests: [apiServer],
		});
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /Nothing was compacted for 60 min; the API server/);
		isQuiet(check, { ...factsOf(), manifests: [apiServer] });
	});

	it('counts from the start of etcd while nothing was compacted', () => {
		const never = { etcd_debugging_mvcc_db_compaction_last: 0, process_start_time_seconds: now / 1000 - 300 };
		isQuiet(check, { ...written(1000, -1, never), manifests: [apiServer] });
		const long = { ...never, process_start_time_seconds: now / 1000 - 3600 };
		assert.equal(onlyFinding(check, { ...written(1000, -1, long), manifests: [apiServer] }).severity, 'warning');
	});

	it('takes the hash where there are no metrics, and is unknown without either', () => {
		const metrics = [silent(0), silent(1), silent(2)];
		isQuiet(check, factsOf({ metrics }));
		assert.match(unknownReason(check, factsOf({ metrics, hashes: metrics })), /Neither metrics nor a hash/);
	});

	it('does not know of a silent member', () => {
		const statuses = except(
			each(i => statusOf(i)),
			1,
			silent(1, 'tcp', 'refused'),
		);
		assert.match(unknownReason(check, factsOf({ statuses })), /m1 .*refused/);
	});
});
