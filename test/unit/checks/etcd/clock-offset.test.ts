import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/clock-offset.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
	answering,
	each,
	except,
	factsOf,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

function offsets(...offsetsMs: readonly [number, number, number]): Facts['clocks'] {
	return each(i => ({ offsetMs: offsetsMs[i] ?? 0, uncertaintyMs: 500 }));
}

describe('etcd/clock-offset', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks of two members whose clocks are provably apart', () => {
		const finding = onlyFinding(check, factsOf({ clocks: offsets(0, 100, 4000) }));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /clocks of m2 and m0 are at least 3 s apart/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('allows for what the answers leave open', () => {
		isQuiet(check, factsOf({ clocks: offsets(0, 900, 1900) }));
	});

	it('knows when it is the clock of this machine', () => {
		for (const sign of [1, -1]) {
			const finding = onlyFinding(check, factsOf({ clocks: offsets(sign * 60_000, sign * 60_100, sign * 60_200) }));
			assert.equal(finding.severity, 'info');
			assert.match(finding.message, /clock of this machine is at least 59\.5 s off/);
		}
	});

	it('does not know of a silent member', () => {
		assert.match(
			unknownReason(check, factsOf({ clocks: except(offsets(0, 0, 0), 1, silent(1, 'tcp', 'refused')) })),
			/m1 .*refused/,
		);
	});

	it('does not know of a member that was not asked', () => {
		assert.match(unknownReason(check, factsOf({ statuses: [answering(0, statusOf(0))] })), /m1 .*was not asked/);
	});
});
