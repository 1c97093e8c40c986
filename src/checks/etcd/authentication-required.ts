import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import type { Facts, Reply } from '../../core/facts.ts';
import { answered, silencesOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * etcd has authentication on and was given no user, or a wrong password. Some questions are answered all the same, which
 * would leave a report that looks whole and is not.
 */
export default check({
	id: 'etcd/authentication-required',
	title: 'etcd wants a user and a password',
	remedy: 'Give the connection a user with the role root, or one that may read, and its password.',
	severity: 'error',
	needs: ['statuses', 'memberLists', 'serializableReads', 'alarms'],
	params: {},
	*run({ statuses, memberLists, serializableReads, alarms }) {
		const refused = [statuses, memberLists, serializableReads, alarms].flatMap(unauthenticated);
		const [first] = refused;
		if (first) {
			const who = [...new Set(refused.map(reply => reply.memberName ?? reply.endpoint))].join(', ');
			yield {
				message: t('{0} (at {1})', first.silence.message, who),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['auth-token', 'client-cert-auth']),
			};
			return;
		}
		yield* answered(serializableReads, 'serializableReads');
	},
});

function unauthenticated(
	replies: Facts[keyof Pick<Facts, 'statuses' | 'memberLists' | 'serializableReads' | 'alarms'>],
) {
	// Only how they failed matters here, which is the same for every kind of answer.
	return silencesOf(replies as readonly Reply<unknown>[]).filter(({ silence }) => silence.stage === 'authentication');
}
