import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isStarted, knownCurrentMembers, labelOfMember, ofCluster, subjectOfMember } from '../../core/cluster.ts';
import type { Facts } from '../../core/facts.ts';
import { answersOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A learner has no vote and serves few requests: one that was forgotten is no member to count on. */
export default check({
	id: 'etcd/learner-not-promoted',
	title: 'A learner has not been promoted',
	remedy: 'Promote it with `etcdctl member promote` once it is in sync, or remove it.',
	severity: 'warning',
	needs: ['statuses', 'memberLists'],
	params: {
		readyPercent: {
			default: 90,
			unit: 'percent',
			description: "Share of the leader's log a learner must have before etcd promotes it.",
			source: 'readyPercentThreshold in etcd’s server.go: 0.9',
		},
	},
	*run(facts, { readyPercent }) {
		for (const member of yield* knownCurrentMembers(facts)) {
			if (member.isLearner && isStarted(member)) {
				yield {
					message: sentenceOf(labelOfMember(member), progressOf(member.id, facts.statuses), readyPercent),
					subject: subjectOfMember(member),
					anchor: etcdFlag(['initial-cluster-state', 'initial-cluster'], { memberName: member.name }),
				};
			}
		}
	},
});

function sentenceOf(who: string, percent: number | undefined, readyPercent: number): string {
	if (percent === undefined) {
		return t('{0} is a learner; whether it is in sync with the leader is not known.', who);
	}
	return percent >= readyPercent
		? t('{0} is a learner, in sync with the leader ({1} % of its log), and could be promoted.', who, percent)
		: t(
				'{0} is a learner and not in sync: it has {1} % of the leader’s log, {2} % are needed.',
				who,
				percent,
				readyPercent,
			);
}

/** How much of what the leader has committed the learner has applied, in whole percent. */
function progressOf(id: string, statuses: Facts['statuses']): number | undefined {
	const seen = answersOf(ofCluster(statuses, statuses)).map(({ answer }) => answer);
	const learner = seen.find(status => status.memberId === id);
	const leader = seen.find(status => status.leaderId === status.memberId);
	return learner && leader
		? Math.min(100, Math.floor((learner.raftAppliedIndex / Math.max(1, leader.raftIndex)) * 100))
		: undefined;
}
