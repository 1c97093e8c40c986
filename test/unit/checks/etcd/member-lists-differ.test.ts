import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/member-lists-differ.ts';
import {
	answering,
	each,
	except,
	factsOf,
	findingsIn,
	ids,
	isQuiet,
	memberListOf,
	memberOf,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

describe('etcd/member-lists-differ', () => {
	it('passes on a healthy cluster', () => {
		isQuiet(check, factsOf());
	});

	it("tells what a member's list lacks, has and says otherwise", () => {
		const members = [
			memberOf(0),
			memberOf(1, { isLearner: true, peerUrls: ['http://127.0.0.1:9'] }),
			memberOf(3, { id: 'abc', name: 'old' }),
		];
		const memberLists = except(
			each(() => memberListOf()),
			2,
			answering(2, memberListOf({ members })),
		);
		const finding = onlyFinding(check, factsOf({ memberLists }));
		assert.equal(finding.severity, 'error');
		assert.match(
			finding.message,
			/list of m2 .*lacks m2.*has old, which others have not.*m1 is a learner in it.*m1 has the peer URLs http:\/\/127\.0\.0\.1:9/,
		);
		assert.equal(finding.subject.kind === 'member' && finding.subject.id, ids[2]);
	});

	it("holds the leader's list for the right one", () => {
		const short = memberListOf({ members: [memberOf(0), memberOf(1)] });
		const memberLists = except(
			each(() => short),
			0,
			answering(0, memberListOf()),
		);
		const messages = findingsIn(check, factsOf({ memberLists })).map(({ message }) => message);
		assert.deepEqual(
			messages.map(message => /list of (m\d)/.exec(message)?.[1]),
			['m1', 'm2'],
		);
	});

	it('minds neither order nor a learner that refuses nor another cluster', () => {
		const reversed = memberListOf({ members: [memberOf(2), memberOf(1), memberOf(0)] });
		isQuiet(
			check,
			factsOf({
				memberLists: [
					answering(0, memberListOf()),
					answering(1, reversed),
					silent(2, 'etcd', 'a learner', 'unsupported'),
				],
			}),
		);
		const statuses = [
			...each(i => statusOf(i)),
			{ endpoint: 'http://127.0.0.1:4', answer: statusOf(1, { clusterId: 'f00', memberId: 'f1' }) },
		];
		const foreign = {
			endpoint: 'http://127.0.0.1:4',
			answer: memberListOf({ clusterId: 'f00', members: [memberOf(1, { id: 'f1' })] }),
		};
		isQuiet(check, factsOf({ statuses, memberLists: [...each(() => memberListOf()), foreign] }));
	});

	it('does not know the list of a silent member, nor of one that was not asked', () => {
		for (const index of [0, 1, 2]) {
			const memberLists = except(
				each(() => memberListOf()),
				index,
				silent(index, 'tcp', 'refused'),
			);
			assert.match(unknownReason(check, factsOf({ memberLists })), new RegExp(`m${index} .*refused`));
		}
		assert.match(
			unknownReason(
				check,
				factsOf({ statuses: [answering(0, statusOf(0))], memberLists: [answering(0, memberListOf())] }),
			),
			/m1 .*not asked/,
		);
	});
});
