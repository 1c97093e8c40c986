import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/alarm-corrupt.ts';
import {
	answering,
	each,
	endpoints,
	factsOf,
	ids,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

/** As etcd writes it: the id in decimal, and a blank at the end. */
const told = `memberID:${BigInt(`0x${ids[1]}`)} alarm:CORRUPT `;

describe('etcd/alarm-corrupt', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of what the alarm call tells, once for a member', () => {
		const facts = factsOf({
			alarms: each(() => [{ memberId: ids[1] ?? '', alarm: 'CORRUPT' } as const]),
			statuses: each(i => statusOf(i, { errors: [told] })),
		});
		const finding = onlyFinding(check, facts);
		assert.equal(finding.severity, 'error');
		assert.match(finding.message, /data of m1 .*corrupt/);
		assert.deepEqual(finding.subject, { kind: 'member', endpoint: endpoints[1], id: ids[1], name: 'm1' });
		assert.deepEqual(finding.anchor, { kind: 'image', component: 'etcd', member: 'm1' });
	});

	it('speaks without quorum, by the errors of one status', () => {
		const alarms = endpoints.map((_, i) => silent(i, 'deadline'));
		const statuses = [silent(0), silent(1), answering(2, statusOf(2, { errors: [told, 'etcdserver: no leader'] }))];
		const finding = onlyFinding(check, factsOf({ alarms, statuses }));
		assert.match(finding.message, /data of m1 .*corrupt/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[1]);
	});

	it('passes when either source told of none, and on the other alarm', () => {
		isQuiet(check, factsOf({ alarms: endpoints.map((_, i) => silent(i, 'deadline')) }));
		isQuiet(check, factsOf({ statuses: endpoints.map((_, i) => silent(i, 'deadline')) }));
		isQuiet(check, factsOf({ alarms: each(() => [{ memberId: ids[1] ?? '', alarm: 'NOSPACE' } as const]) }));
	});

	it('is unknown when neither source told anything', () => {
		const late = endpoints.map((_, i) => silent(i, 'deadline', 'late'));
		assert.match(unknownReason(check, factsOf({ alarms: late, statuses: late })), /m0 .*late/);
	});

	it('says when etcd cannot tell on which member', () => {
		const finding = onlyFinding(check, factsOf({ statuses: each(i => statusOf(i, { errors: ['alarm:CORRUPT '] })) }));
		assert.match(finding.message, /cannot tell on which member/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});
});
