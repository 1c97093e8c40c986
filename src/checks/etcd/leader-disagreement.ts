import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { compared, ofCluster } from '../../core/cluster.ts';
import type { Status } from '../../core/facts.ts';
import { answersOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * Members that follow different leaders are parted by the network: one side's leader is deposed and does not know it yet.
 * During an election that is so for a moment, hence the second look.
 */
export default check({
	id: 'etcd/leader-disagreement',
	title: 'Members disagree who leads',
	remedy: 'Look for a partition: every member must reach the peer port of every other, both ways.',
	severity: 'error',
	needs: ['statuses', 'statusesLater', 'memberLists'],
	params: {},
	*run({ statuses, statusesLater, memberLists }) {
		const first = yield* compared(statuses, 'statuses', { statuses, memberLists });
		if (!disagree(first)) {
			return;
		}
		const later = answersOf(ofCluster(statusesLater, statuses));
		if (later.length < 2) {
			yield { unknown: t('The members disagreed who leads, and were not asked again.'), missing: ['statusesLater'] };
		} else if (disagree(later)) {
			yield {
				message: t('Asked twice, the members disagree who leads: {0}.', later.filter(isLed).map(beliefOf).join('; ')),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['initial-advertise-peer-urls', 'listen-peer-urls']),
			};
		}
	},
});

/** A member that knows no leader contradicts nobody: that is the business of `etcd/no-leader`. */
function isLed({ answer }: Answered<Status>): boolean {
	return answer.leaderId !== '0';
}

function disagree(replies: readonly Answered<Status>[]): boolean {
	return new Set(replies.filter(isLed).map(({ answer }) => `${answer.leaderId} ${answer.raftTerm}`)).size > 1;
}

function beliefOf({ endpoint, memberName, answer }: Answered<Status>): string {
	return t('{0} follows {1} in term {2}', memberName ?? endpoint, answer.leaderId, answer.raftTerm);
}
