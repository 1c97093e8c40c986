import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { attendanceOf, isDown, votersOf } from '../../core/quorum.ts';
import { answersOf, silencesOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Without a majority of voters no write and no linearizable read is answered: Kubernetes stands still. */
export default check({
	id: 'etcd/quorum-lost',
	title: 'The cluster has lost quorum',
	remedy: 'Bring members back if they can come back; if not, recover from the best survivor or from a snapshot.',
	severity: 'error',
	needs: ['statuses', 'memberLists', 'linearizableReads'],
	params: {},
	*run({ statuses, memberLists, linearizableReads }) {
		const reads = ofCluster(linearizableReads, statuses);
		if (answersOf(reads).length > 0) {
			return;
		}
		const { count, quorum, alive, possible } = attendanceOf(votersOf({ statuses, memberLists }));
		const found = { subject: { kind: 'cluster' }, anchor: etcdFlag(['initial-cluster']) } as const;
		if (count > 0 && possible < quorum) {
			yield { ...found, message: t('Quorum is lost: {0} of {1} voters answer, {2} are needed.', alive, count, quorum) };
			return;
		}
		// Nobody answered a read for the whole of the timeout, which is longer than an election takes.
		const leaderless = answersOf(ofCluster(statuses, statuses)).filter(isLeaderless).length;
		if (count > 0 && leaderless >= quorum) {
			yield {
				...found,
				message: t(
					'Quorum is lost: {0} of {1} voters answer, but {2} of them know no leader.',
					alive,
					count,
					leaderless,
				),
			};
			return;
		}
		const reason = silencesOf(reads).find(reply => !isDown(reply))?.silence.message;
		yield {
			unknown: t('No member answered a linearizable read: {0}', reason ?? t('none was reached.')),
			missing: ['linearizableReads'],
		};
	},
});

function isLeaderless({ answer }: { readonly answer: { readonly leaderId: string; readonly isLearner: boolean } }) {
	return answer.leaderId === '0' && !answer.isLearner;
}
