import { check } from '../../core/check.ts';
import { answersOf, silencesOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';
import { isDown, quorumOf, votersOf } from '../../core/quorum.ts';

/** Without a majority of voters no write and no linearizable read is answered: Kubernetes stands still. */
export default check({
	id: 'etcd/quorum-lost',
	title: 'The cluster has lost quorum',
	remedy: 'Bring members back if they can come back; if not, recover from the best survivor or from a snapshot.',
	severity: 'error',
	needs: ['statuses', 'memberLists', 'linearizableReads'],
	params: {},
	*run(facts) {
		if (answersOf(facts.linearizableReads).length > 0) {
			return;
		}
		const voters = votersOf(facts);
		const alive = voters.filter(voter => voter.state === 'answered').length;
		const down = voters.filter(voter => voter.state === 'down').length;
		const quorum = quorumOf(voters.length);
		const leaderless = answersOf(facts.statuses).some(({ answer }) => answer.leaderId === '0');
		if (voters.length > 0 && (voters.length - down < quorum || leaderless)) {
			yield {
				message: t('Quorum is lost: {0} of {1} voters answer, {2} are needed.', alive, voters.length, quorum),
				subject: { kind: 'cluster' },
				anchor: { kind: 'flag', component: 'etcd', flags: ['initial-cluster'] },
			};
			return;
		}
		const reasons = silencesOf(facts.linearizableReads).filter(reply => !isDown(reply));
		yield {
			unknown: t('No member answered a linearizable read: {0}', reasons[0]?.silence.message ?? t('none was reached.')),
			missing: ['linearizableReads'],
		};
	},
});
