import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import type { Status } from '../../core/facts.ts';
import { answered, answersOf, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member far behind serves old data, is no help in an election, and in the end needs the whole database sent anew. */
export default check({
	id: 'etcd/member-lagging',
	title: 'A member lags behind the leader',
	remedy: 'Look at the disk, the CPU and the network of that member.',
	severity: 'warning',
	needs: ['statuses', 'statusesLater'],
	params: {
		warnEntries: {
			default: 1000,
			unit: 'entries',
			description: 'Raft entries behind, and no fewer half a second later, from which it warns.',
			source: 'Our proposal: a fifth of what etcd keeps for a slow follower',
		},
		errorEntries: {
			default: 5000,
			unit: 'entries',
			description: 'Raft entries behind from which it is an error.',
			source: 'DefaultSnapshotCatchUpEntries in etcd’s server.go: further behind, a snapshot must be sent',
		},
	},
	*run({ statuses, statusesLater }, { warnEntries, errorEntries }) {
		const first = yield* answered(ofCluster(statuses, statuses), 'statuses');
		const later = answersOf(ofCluster(statusesLater, statuses));
		for (const reply of first.filter(each => lagOf(each, first) > warnEntries)) {
			const again = later.find(each => each.endpoint === reply.endpoint);
			if (!again) {
				yield { unknown: t('{0} seemed to lag and was not seen again.', labelOf(reply)), missing: ['statusesLater'] };
				continue;
			}
			const [before, now] = [lagOf(reply, first), lagOf(again, later)];
			if (now > warnEntries && now >= before) {
				yield {
					message: sentenceOf(reply, before, now),
					severity: before > errorEntries ? 'error' : 'warning',
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir', 'name'], reply),
				};
			}
		}
	},
});

/** No member's committed index is ahead of the leader's, so the highest that was told bounds the lag from below. */
function lagOf({ answer }: Answered<Status>, all: readonly Answered<Status>[]): number {
	return Math.max(...all.map(each => each.answer.raftIndex)) - answer.raftAppliedIndex;
}

function sentenceOf(reply: Answered<Status>, before: number, now: number): string {
	return reply.answer.isLearner
		? t(
				'The learner {0} does not catch up: {1} raft entries behind, {2} half a second later.',
				labelOf(reply),
				before,
				now,
			)
		: t('{0} lags behind by {1} raft entries, {2} half a second later.', labelOf(reply), before, now);
}
