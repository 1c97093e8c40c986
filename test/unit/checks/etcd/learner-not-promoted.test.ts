import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/learner-not-promoted.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
	answering,
	each,
	endpoints,
	except,
	factsOf,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

function learning(raftAppliedIndex: number): Facts {
	return factsOf({
		statuses: except(
			each(i => statusOf(i)),
			2,
			answering(2, statusOf(2, { isLearner: true, raftAppliedIndex })),
		),
		memberLists: each(() => memberListOf({ members: [memberOf(0), memberOf(1), memberOf(2, { isLearner: true })] })),
	});
}

describe('etcd/learner-not-promoted', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('says that it is in sync', () => {
		const finding = onlyFinding(check, learning(1100));
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /m2 .*learner, in sync with the leader \(91 %/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.name, 'm2');
		assert.equal(finding.anchor?.kind === 'flag' && finding.anchor.member, 'm2');
	});

	it("says that it is not, from just below etcd's threshold", () => {
		assert.match(onlyFinding(check, learning(1079)).message, /not in sync: it has 89 %.*90 % are needed/);
		assert.match(onlyFinding(check, learning(1080)).message, /in sync with the leader \(90 %/);
	});

	it('says that it cannot tell while the learner is silent', () => {
		const facts = learning(0);
		assert.match(onlyFinding(check, { ...facts, statuses: except(facts.statuses, 2, silent(2)) }).message, /not known/);
	});

	it('leaves one that never started to its own check', () => {
		const memberLists = each(() =>
			memberListOf({ members: [memberOf(0), memberOf(1, { name: '', clientUrls: [], isLearner: true })] }),
		);
		isQuiet(check, factsOf({ memberLists }));
	});

	it('is unknown without a member list', () => {
		assert.match(
			unknownReason(check, factsOf({ memberLists: endpoints.map((_, i) => silent(i, 'tls', 'refused')) })),
			/refused/,
		);
	});
});
