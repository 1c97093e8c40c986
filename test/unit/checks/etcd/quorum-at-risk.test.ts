import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/quorum-at-risk.ts';
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

describe('etcd/quorum-at-risk', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('speaks when one member is dead, whichever endpoint it is', () => {
		for (const index of [0, 1, 2]) {
			const finding = onlyFinding(
				check,
				factsOf({
					statuses: except(
						each(i => statusOf(i)),
						index,
						silent(index),
					),
				}),
			);
			assert.equal(finding.severity, 'warning');
			assert.match(finding.message, /One more failure loses quorum: 2 of 3 voters/);
			assert.deepEqual(finding.subject, { kind: 'cluster' });
		}
	});

	it('does not count a learner', () => {
		const members = [memberOf(0), memberOf(1), memberOf(2, { isLearner: true })];
		const facts = factsOf({ memberLists: each(() => memberListOf({ members })) });
		assert.match(onlyFinding(check, facts).message, /2 of 2 voters/);
	});

	it('leaves a lost quorum to its own check', () => {
		isQuiet(check, factsOf({ statuses: [silent(0), silent(1), answering(2, statusOf(2))] }), 'notApplicable');
	});

	it('has nothing to say of a single voter', () => {
		const lists = [answering(0, memberListOf({ members: [memberOf(0)] }))];
		isQuiet(check, factsOf({ statuses: [answering(0, statusOf(0))], memberLists: lists }), 'notApplicable');
	});

	it('is unknown when voters were not asked, or refused', () => {
		const one = factsOf({ statuses: [answering(0, statusOf(0))], memberLists: [answering(0, memberListOf())] });
		assert.match(unknownReason(check, one), /m1 .*m2/);
		const refused = factsOf({
			statuses: except(
				each(i => statusOf(i)),
				1,
				silent(1, 'tls'),
			),
		});
		assert.match(unknownReason(check, refused), /m1/);
	});

	it('is unknown without a member list', () => {
		assert.match(
			unknownReason(check, factsOf({ memberLists: endpoints.map((_, i) => silent(i, 'tls', 'refused')) })),
			/refused/,
		);
	});
});
