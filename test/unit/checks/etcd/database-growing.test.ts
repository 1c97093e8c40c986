import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/database-growing.ts';
import { MiB } from '../../../../src/core/bytes.ts';
import { each, findingsIn, statusOf, verdictOf } from '../../../support/facts.ts';
import { everywhere, pageOf, restarted } from '../../../support/metrics-page.ts';

const page = (mebibytes: number | undefined, values = {}) =>
	pageOf({ etcd_mvcc_db_total_size_in_bytes: mebibytes === undefined ? undefined : mebibytes * MiB, ...values });

describe('etcd/database-growing', () => {
	it('is silent while it grows slowly, by a step, or shrinks', () => {
		for (const after of [25, 25.5, 26, 20]) {
			assert.equal(verdictOf(check, everywhere(page(25), page(after))).kind, 'passed', String(after));
		}
	});

	it('says how fast it grows and when the quota is used up, as information', () => {
		const [finding] = findingsIn(check, everywhere(page(25), page(35)));
		assert.equal(finding?.severity, 'info');
		assert.match(finding.message, /grew by 10 MiB in 10 s; at that pace its quota of 2 GiB is used up in 33\.\d min/);
		assert.equal(findingsIn(check, everywhere(page(25), page(35)), { hours: 0.5 }).length, 0);
	});

	it('leaves to another check what is used up already', () => {
		assert.equal(verdictOf(check, everywhere(page(2040), page(2050))).kind, 'passed');
	});

	it('does not know from one sample, a short window, a restart, or without the quota', () => {
		assert.equal(verdictOf(check, everywhere(page(25))).kind, 'unknown');
		const facts = everywhere(page(25), page(35));
		const short = facts.metrics.map(reply =>
			'answer' in reply ? { ...reply, answer: { ...reply.answer, windowMs: 1000 } } : reply,
		);
		assert.equal(verdictOf(check, { ...facts, metrics: short }).kind, 'unknown');
		assert.equal(verdictOf(check, everywhere(page(25), page(35, restarted))).kind, 'unknown');
		const noQuota = { etcd_server_quota_backend_bytes: undefined };
		const statuses = each(index => {
			const { quotaBytes: _quotaBytes, ...status } = statusOf(index);
			return status;
		});
		assert.equal(verdictOf(check, everywhere(page(25, noQuota), page(35, noQuota), { statuses })).kind, 'unknown');
		assert.equal(verdictOf(check, everywhere(page(undefined), page(undefined))).kind, 'unknown');
	});
});
