import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { compared, ofCluster } from '../../core/cluster.ts';
import type { Status } from '../../core/facts.ts';
import { answersOf, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * The revision follows from the entries applied. Members that have applied the same entries and stand at different
 * revisions have applied them differently: their data have parted. Under load index and revision are not told of one
 * instant, so only members that stood still between two looks are judged.
 */
export default check({
	id: 'etcd/revision-diverges',
	title: 'Members are at different revisions after the same entries',
	remedy: 'Compare the hashes of the data, find the minority and replace its members one by one.',
	// Source: etcd issues 13766 and 12535.
	severity: 'error',
	needs: ['statuses', 'statusesLater', 'memberLists'],
	params: {},
	*run({ statuses, statusesLater, memberLists }) {
		const first = yield* compared(statuses, 'statuses', { statuses, memberLists });
		const later = answersOf(ofCluster(statusesLater, statuses));
		const ahead = first.find(reply => isAhead(reply.answer, later));
		if (ahead) {
			yield {
				message: t(
					'{0} was at revision {1}, which its leader did not reach with more raft entries half a second later.',
					labelOf(ahead),
					ahead.answer.revision,
				),
				subject: subjectOf(ahead),
				anchor: etcdFlag(['data-dir'], ahead),
			};
			return;
		}
		const pairs = pairsOf(first).filter(([a, b]) => a.answer.raftAppliedIndex === b.answer.raftAppliedIndex);
		if (first.length > 1 && pairs.length === 0) {
			yield {
				notApplicable: t(
					'The members were applying entries while they were asked; etcd/data-differs compares their data.',
				),
			};
		}
		const [parted] = pairs.filter(([a, b]) => a.answer.revision !== b.answer.revision);
		if (!parted) {
			return;
		}
		const again = parted.map(reply => later.find(each => each.endpoint === reply.endpoint));
		if (again.includes(undefined)) {
			yield { unknown: t('The revisions differed, and the members were not asked again.'), missing: ['statusesLater'] };
		} else if (parted.every((reply, index) => stoodStill(reply.answer, again[index]?.answer))) {
			const [a, b] = parted;
			yield {
				message: t(
					'After the same raft entries (index {0}) {1} is at revision {2} and {3} at {4}.',
					a.answer.raftAppliedIndex,
					a.memberName ?? a.endpoint,
					a.answer.revision,
					b.memberName ?? b.endpoint,
					b.answer.revision,
				),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['data-dir']),
			};
		}
	},
});

/**
 * Whether a member was ahead of what its leader had applied later: by then everything that the member can have applied.
 * Source: the PeriodicCheck of etcd's corrupt.go, which holds a follower ahead of its leader to be corrupt.
 */
function isAhead(before: Status, later: readonly Answered<Status>[]): boolean {
	const leader = later.find(({ answer }) => answer.leaderId === answer.memberId)?.answer;
	return (
		leader !== undefined &&
		leader.memberId !== before.memberId &&
		leader.raftTerm === before.raftTerm &&
		leader.raftAppliedIndex > before.raftIndex &&
		leader.revision < before.revision
	);
}

function pairsOf<T>(items: readonly T[]): (readonly [T, T])[] {
	return items.flatMap((a, index) => items.slice(index + 1).map(b => [a, b] as const));
}

function stoodStill(before: Status, after: Answered<Status>['answer'] | undefined): boolean {
	return before.raftAppliedIndex === after?.raftAppliedIndex && before.revision === after.revision;
}
