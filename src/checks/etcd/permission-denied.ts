import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { answersOf, silencesOf, type Silent } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** The user is known to etcd and may not ask everything: what stays unseen is listed, lest the rest pass for the whole. */
export default check({
	id: 'etcd/permission-denied',
	title: 'The user may not ask everything',
	remedy: 'Diagnose with a user that has the role root; members, alarms and hashes are kept from others.',
	severity: 'warning',
	needs: ['statuses', 'memberLists', 'alarms', 'hashes', 'authentication', 'serializableReads'],
	params: {},
	*run({ statuses, memberLists, alarms, hashes, authentication, serializableReads }) {
		const denied: readonly [string, readonly Silent[]][] = [
			[t('the status'), silencesOf(statuses)],
			[t('the member list'), silencesOf(memberLists)],
			[t('the alarms'), silencesOf(alarms)],
			[t('the hash of the data'), silencesOf(hashes)],
			[t('the state of authentication'), silencesOf(authentication)],
		];
		const questions = denied.filter(([, silent]) => silent.some(isDenied));
		const reason = denied.flatMap(([, silent]) => silent).find(isDenied)?.silence.message;
		if (reason !== undefined) {
			yield {
				message: t('Not told to this user: {0}. {1}', questions.map(([question]) => question).join(', '), reason),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['auth-token', 'client-cert-auth']),
			};
		}
		const isBarred = answersOf(serializableReads).some(({ answer }) => answer.denied);
		if (reason === undefined && isBarred) {
			yield {
				message: t('This user may read no key. The diagnosis needs none, and was told all that it asked for.'),
				severity: 'info',
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['auth-token', 'client-cert-auth']),
			};
		}
		const unasked = [
			...new Set(
				silencesOf(statuses)
					.filter(reply => !isDenied(reply))
					.map(reply => reply.endpoint),
			),
		];
		if (unasked.length > 0) {
			yield { unknown: t('What {0} permits is not known.', unasked.join(', ')), missing: ['statuses'] };
		}
	},
});

function isDenied({ silence }: Silent): boolean {
	return silence.stage === 'permission';
}
