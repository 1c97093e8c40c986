import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isStarted, knownCurrentMembers, subjectOfMember } from '../../core/cluster.ts';
import { attendanceOf, votersOf } from '../../core/quorum.ts';
import { t } from '../../core/words.ts';

/** A voter that was added and never started counts for the majority without ever giving its vote. */
export default check({
	id: 'etcd/member-not-started',
	title: 'A member was added and never started',
	remedy: 'Start it with --initial-cluster-state=existing and the full --initial-cluster, or remove it again.',
	severity: 'warning',
	needs: ['statuses', 'memberLists'],
	params: {},
	*run(facts) {
		const { possible, quorum } = attendanceOf(votersOf(facts));
		for (const member of yield* knownCurrentMembers(facts)) {
			if (!isStarted(member)) {
				const peers = member.peerUrls.join(', ');
				yield {
					message: member.isLearner
						? t('The learner {0} ({1}) was added and never started.', member.id, peers)
						: t('The voter {0} ({1}) was added and never started; it counts for the quorum.', member.id, peers),
					// Without it there may be no majority any more.
					severity: !member.isLearner && possible < quorum ? 'error' : 'warning',
					subject: subjectOfMember(member),
					anchor: etcdFlag(['initial-cluster']),
				};
			}
		}
	},
});
