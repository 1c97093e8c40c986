import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/database-fragmented.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import { MiB } from '../../../../src/core/bytes.ts';
import {
	answering,
	each,
	except,
	factsOf,
	ids,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

function sized(sizeMiB: number, inUseMiB: number): Facts {
	const status = statusOf(1, { dbSizeBytes: sizeMiB * MiB, dbSizeInUseBytes: inUseMiB * MiB });
	return factsOf({
		statuses: except(
			each(i => statusOf(i)),
			1,
			answering(1, status),
		),
	});
}

describe('etcd/database-fragmented', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('warns when more than half is free and much in use', () => {
		const finding = onlyFinding(check, sized(500, 200));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m1 .*: 60 % of the database file is free space \(300 MiB of 500 MiB\)/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[1]);
	});

	it('warns of much free space however little is in use', () => {
		const finding = onlyFinding(check, sized(1500, 20));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /98 %/);
	});

	it('only informs where little is in use and little free', () => {
		assert.equal(onlyFinding(check, sized(900, 20)).severity, 'info');
	});

	it('is silent about half and about small databases', () => {
		isQuiet(check, sized(400, 200));
		isQuiet(check, sized(90, 10));
	});

	it('takes its limits from its parameters', () => {
		assert.equal(
			onlyFinding(check, sized(90, 30), { minInUseBytes: 10 * MiB, minSizeBytes: 50 * MiB }).severity,
			'warning',
		);
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
