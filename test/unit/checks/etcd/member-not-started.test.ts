import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/member-not-started.ts';
import {
	each,
	endpoints,
	except,
	factsOf,
	ids,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/member-not-started', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it('names a voter by id and peer URL', () => {
		const facts = factsOf({
			memberLists: each(() =>
				memberListOf({ members: [memberOf(0), memberOf(1), memberOf(2, { name: '', clientUrls: [] })] }),
			),
		});
		const finding = onlyFinding(check, facts);
		assert.equal(finding.severity, 'warning');
		assert.match(finding.message, /voter fd422379fda50e48 \(http:\/\/127\.0\.0\.1:32380\).*counts for the quorum/);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[2]);
	});

	it('is an error where there is no majority without it', () => {
		const members = [memberOf(0), memberOf(1, { name: '', clientUrls: [] })];
		const memberLists = each(() => memberListOf({ members })).slice(0, 1);
		const facts = factsOf({ memberLists, statuses: each(i => statusOf(i)).slice(0, 1) });
		assert.equal(onlyFinding(check, facts).severity, 'error');
	});

	it('tells a learner apart', () => {
		const facts = factsOf({
			memberLists: each(() =>
				memberListOf({
					members: [memberOf(0), memberOf(1), memberOf(2, { name: '', clientUrls: [], isLearner: true })],
				}),
			),
		});
		assert.match(onlyFinding(check, facts).message, /^The learner fd422379fda50e48/);
	});

	it('is silent about a started member that does not answer', () => {
		isQuiet(
			check,
			factsOf({
				statuses: except(
					each(i => statusOf(i)),
					2,
					silent(2),
				),
			}),
		);
	});

	it('is unknown without a member list', () => {
		assert.match(
			unknownReason(check, factsOf({ memberLists: endpoints.map((_, i) => silent(i, 'tls', 'refused')) })),
			/refused/,
		);
	});
});
