import assert from 'node:assert/strict';
import { compared, currentMembers, ofCluster, unasked } from '../../../src/core/cluster.ts';
import { attendanceOf, quorumOf, votersOf } from '../../../src/core/quorum.ts';
import {
	answering,
	each,
	except,
	factsOf,
	ids,
	memberListOf,
	memberOf,
	silent,
	statusOf,
} from '../../support/facts.ts';

/** What a generator yields, and what it returns. */
function run<Y, R>(generator: Generator<Y, R>): { yielded: Y[]; returned: R } {
	const yielded: Y[] = [];
	for (;;) {
		const step = generator.next();
		if (step.done) {
			return { yielded, returned: step.value };
		}
		yielded.push(step.value);
	}
}

describe('the judged cluster', () => {
	const foreign = { endpoint: 'http://127.0.0.1:4', answer: statusOf(0, { clusterId: 'f00', memberId: 'f1' }) };

	it('is that of most members; a silent endpoint may belong to it', () => {
		const { statuses } = factsOf({
			statuses: [foreign, answering(0, statusOf(0)), answering(1, statusOf(1)), silent(2)],
		});
		assert.deepEqual(
			ofCluster(statuses, statuses).map(({ memberName }) => memberName),
			['m0', 'm1', 'm2'],
		);
	});

	it("takes the leader's list, or without a leader the most advanced member's", () => {
		const short = memberListOf({ members: [memberOf(0)] });
		const memberLists = [answering(0, short), answering(1, memberListOf()), answering(2, short)];
		const led = factsOf({ statuses: each(i => statusOf(i, { leaderId: ids[1] ?? '' })), memberLists });
		assert.equal(currentMembers(led).length, 3);
		const statuses = each(i => statusOf(i, { leaderId: '0', raftAppliedIndex: i === 1 ? 1300 : 1200 }));
		assert.equal(currentMembers(factsOf({ statuses, memberLists })).length, 3);
		const old = each(i => statusOf(i, { leaderId: ids[i === 2 ? 2 : 0] ?? '', raftTerm: i === 2 ? 9 : 2 }));
		assert.equal(currentMembers(factsOf({ statuses: old, memberLists })).length, 1);
	});

	it('counts a member that was asked at two endpoints once', () => {
		const twice = { endpoint: 'http://localhost:2379', answer: statusOf(0) };
		const facts = factsOf({ statuses: [...each(i => statusOf(i)), twice] });
		const { yielded, returned } = run(compared(facts.statuses, 'statuses', facts));
		assert.deepEqual(yielded, []);
		assert.deepEqual(
			returned.map(({ endpoint }) => endpoint),
			['http://127.0.0.1:2379', 'http://127.0.0.1:22379', 'http://127.0.0.1:32379'],
		);
	});

	it('has members that were not asked, and perhaps no list of them', () => {
		const one = factsOf({ statuses: [answering(0, statusOf(0))] });
		assert.equal(run(unasked(one, 'hashes')).yielded.length, 2);
		const { yielded } = run(unasked(factsOf({ memberLists: [silent(0)] }), 'hashes'));
		assert.deepEqual(yielded, [{ unknown: 'Which members there are is not known.', missing: ['memberLists'] }]);
	});
});

describe('voters', () => {
	it('need a majority', () => assert.deepEqual([1, 2, 3, 4, 5, 7].map(quorumOf), [1, 2, 2, 3, 3, 4]));

	it('answer, are down, refuse, or were not asked', () => {
		const members = [
			memberOf(0),
			memberOf(1),
			memberOf(2),
			memberOf(0, { id: 'a', name: '', clientUrls: [] }),
			memberOf(0, { id: 'b', name: 'b', clientUrls: ['http://127.0.0.1:5'] }),
		];
		const facts = factsOf({
			statuses: [answering(0, statusOf(0)), silent(1, 'tls'), silent(2, 'deadline')],
			memberLists: [answering(0, memberListOf({ members }))],
		});
		const voters = votersOf(facts);
		assert.deepEqual(
			voters.map(({ state }) => state),
			['answered', 'silent', 'down', 'down', 'not-asked'],
		);
		assert.deepEqual(attendanceOf(voters), { count: 5, quorum: 3, alive: 1, possible: 3 });
	});

	it('are not learners, nor members of another cluster', () => {
		const members = [memberOf(0), memberOf(1), memberOf(2, { isLearner: true })];
		const foreign = { endpoint: 'http://127.0.0.1:4', answer: statusOf(0, { clusterId: 'f00', memberId: 'f1' }) };
		const facts = factsOf({
			statuses: [
				...except(
					each(i => statusOf(i)),
					2,
					silent(2),
				),
				foreign,
			],
			memberLists: [answering(0, memberListOf({ members })), { endpoint: foreign.endpoint, answer: memberListOf() }],
		});
		assert.deepEqual(
			votersOf(facts).map(({ member }) => member.name),
			['m0', 'm1'],
		);
	});
});
